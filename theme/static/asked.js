// The page of the search opened with words to look for: room for what will be found, before anything is drawn.
if (new URLSearchParams(location.search).get("q")) document.documentElement.classList.add("pl-asked");
