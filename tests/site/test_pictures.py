"""Pictures and cards on a site: what is published, what pages show, and what nobody gets to see."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from plaint.commands.build import build
from plaint.memory.watch import Watch
from plaint.pictures.cache import Cache
from plaint.site.files import Files
from plaint.site.pictures import Pictures
from tests.campaigns import base_with, read_base_with
from tests.pictures import making
from tests.sites import ROOT, all_text, built, pages, soup

PHOTO = making.jpeg(6, making.shape(1300, 2000))
PLAIN = making.saved(making.shape(300, 200), "PNG")

FILES: dict[str, str | bytes] = {
    "campaign.yaml": "title: Buses for All\nurl: https://example.org/buses\n",
    "record/evidence/pictures.yaml": """\
        - {id: shown-photo, title: A photo, kind: photo, file: ramp.jpg, alt: A ramp, note: See it.}
        - {id: chart, title: A chart, kind: chart, file: chart.png, alt: Bars}
        - {id: minutes, title: The minutes, kind: minutes, file: minutes.pdf}
        - {id: several, title: Several, kind: photo, files: [one.gif, my photo.png], alt: A bus}
        - {id: words, title: A letter, kind: letter, file: words.txt}
        """,
    "record/contacts/pictures.yaml": """\
        - {id: call, on: 2019-06-03, kind: email, from: parents, to: council, expects: a reply}
        """,
    "evidence/ramp.jpg": PHOTO,
    "evidence/chart.png": PLAIN,
    "evidence/minutes.pdf": making.pdf(),
    "evidence/one.gif": making.gif(3),
    "evidence/my photo.png": making.png(making.shape(1300, 800)),
    "evidence/words.txt": b"words\n",
    "images/bus.jpg": making.jpeg(1, making.shape(2400, 1600)),
    "images/lead.png": making.png(making.shape(1200, 800)),
    "images/unnamed.jpg": PHOTO,
    "posts/2019-07-02-pictures.md": """\
        ---
        title: What we saw
        date: 2019-07-02
        image: lead.png
        ---
        It has waited [[clock:call]].

        ![A bus & a "queue"](images/bus.jpg "Morning")

        ![[ev:shown-photo]]

        ![[ev:minutes]]

        [[ev:chart]] [[ev:several]] [[ev:words]] [the whole picture](images/bus.jpg)
        """,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base campaign with all kinds of pictures, built as it is published: with its cards."""
    folder = tmp_path_factory.mktemp("pictures")
    root, settings = base_with(folder / "content", FILES), ROOT / "publishconf.py"
    assert build(str(root), str(folder / "site"), "2019-10-01", quiet=True, settings=settings) == 0
    return folder / "site"


def image(page: BeautifulSoup, alt: str) -> Tag:
    """The picture of a page that is described by these words."""
    (found,) = [each for each in page.find_all("img") if each["alt"] == alt]
    return found


def test_nothing_hidden_in_a_picture_is_in_any_file_of_the_site(site: Path):
    """Neither in what is shown, nor in the files that are opened, nor in a card."""
    for path in site.rglob("*"):
        if path.is_file():
            assert [each for each in making.SECRETS if each in path.read_bytes()] == [], path


def test_every_address_of_a_picture_is_there_and_of_its_size(site: Path):
    """All that a browser may choose from, on every page, and each as wide as is said."""
    seen = 0
    for address, page in pages(site):
        for source in page.find_all("source"):
            for each in source["srcset"].split(", "):
                to, _, width = each.partition(" ")
                path = (site / address / to.replace("%20", " ")).resolve()
                assert f"{making.opened(path.read_bytes()).width}w" == width
                seen += 1
    assert seen > 20


def test_every_picture_says_its_width_and_height(site: Path):
    """So that nothing jumps, in the proportions that the picture has."""
    for address, page in pages(site):
        for each in page.find_all("img"):
            path = (site / address / each["src"].replace("%20", " ")).resolve()
            if path.suffix != ".svg":
                shown = making.opened(path.read_bytes())
                assert abs(int(each["width"]) / int(each["height"]) - shown.width / shown.height) < 0.01, address


def test_a_tall_picture_of_evidence_is_seen_at_once(site: Path):
    """It is given no more height than a window has, and the width that goes with it; it opens as large as it is."""
    heights = [int(each["height"]) for _, page in pages(site) for each in page.select(".pl-picture img")]
    assert max(heights) == 640


def test_a_picture_in_a_text_comes_in_several_sizes(site: Path):
    """As WebP, with its own format for those who know no other; its words and its title stay."""
    shown = image(soup(site / "posts/pictures/index.html"), 'A bus & a "queue"')
    assert shown.parent is not None
    assert shown.parent.name == "picture"
    assert shown["title"] == "Morning"
    assert shown["src"] == "../../pictures/images/bus.jpg.960.jpg"
    assert (shown["width"], shown["height"], shown["decoding"]) == ("2400", "1600", "async")
    source = shown.parent.find("source")
    assert isinstance(source, Tag)
    assert source["type"] == "image/webp"
    assert [each.split()[1] for each in source["srcset"].split(", ")] == ["480w", "960w", "1600w"]
    assert source["sizes"] == "min(36rem, 92vw, 2400px)"


def test_what_is_below_the_first_screen_waits(site: Path):
    """Evidence in a text and in the register is loaded when it is needed; what a page begins with at once."""
    post = soup(site / "posts/pictures/index.html")
    assert "loading" not in post.select_one(".pl-post-image img").attrs
    assert image(post, "A ramp")["loading"] == "lazy"
    assert all(each["loading"] == "lazy" for each in soup(site / "evidence/index.html").select(".pl-register img"))
    assert "loading" not in image(soup(site / "evidence/shown-photo/index.html"), "A ramp").attrs


def test_a_picture_of_evidence_opens_whole(site: Path):
    """It is a link to the file itself, which stands upright."""
    link = image(soup(site / "evidence/shown-photo/index.html"), "A ramp").find_parent("a")
    assert link is not None
    assert link["href"] == "../../evidence/shown-photo/ramp.jpg"
    assert making.opened((site / "evidence/shown-photo/ramp.jpg").read_bytes()).size == (2000, 1300)


def test_the_digest_is_that_of_the_file_that_is_published(site: Path):
    """On the page and in the data; where details were taken out, the page tells the digest of the file as it is held."""
    record = json.loads((site / "record.json").read_text(encoding="utf-8"))
    for id, name in (
        ("shown-photo", "ramp.jpg"),
        ("chart", "chart.png"),
        ("minutes", "minutes.pdf"),
        ("words", "words.txt"),
    ):
        there = hashlib.sha256((site / "evidence" / id / name).read_bytes()).hexdigest()
        held = hashlib.sha256(FILES[f"evidence/{name}"]).hexdigest()  # type: ignore[arg-type]
        assert record["evidence"][id]["sha256"] == there
        page = (site / "evidence" / id / "index.html").read_text(encoding="utf-8")
        assert there in page
        assert held in page
        assert ("SHA-256 before" in page) == (there != held) == (id == "shown-photo")


def test_evidence_that_hides_nothing_is_published_to_the_byte(site: Path):
    """A document, a table or a clean picture is the file that the campaign holds."""
    for id, name in (("chart", "chart.png"), ("minutes", "minutes.pdf"), ("words", "words.txt")):
        assert (site / "evidence" / id / name).read_bytes() == FILES[f"evidence/{name}"]


def test_a_document_shows_its_first_page(site: Path):
    """On its own page and in a text, where it is a link to the document, and small in the register."""
    for address in ("evidence/minutes/index.html", "posts/pictures/index.html"):
        shown = image(soup(site / address), "The first page of minutes.pdf")
        link = shown.find_parent("a")
        assert link is not None
        assert link["href"] == "../../evidence/minutes/minutes.pdf"
        assert shown["src"] == "../../pictures/evidence/minutes/minutes.pdf.960.webp"
    thumbs = [each["src"] for each in soup(site / "evidence/index.html").select(".pl-thumb img")]
    assert "../pictures/evidence/minutes/minutes.pdf.960.webp" in thumbs


def test_a_picture_that_moves_goes_on_moving(site: Path):
    """It is published as it is, without what it hides."""
    shown = making.opened((site / "evidence/several/one.gif").read_bytes())
    assert getattr(shown, "n_frames", 1) == 3
    assert not list((site / "pictures/evidence/several").glob("one.gif*"))


def test_nothing_is_made_of_a_picture_that_nobody_names(site: Path):
    """Neither the file nor a size of it is there."""
    assert not list(site.rglob("*unnamed*"))


def test_a_feed_has_one_plain_picture(site: Path):
    """Apps that read feeds know no choice of sizes: one picture, its whole address, its width and height."""
    for name in ("posts.rss.xml", "posts.json"):
        text = (site / "feeds" / name).read_text(encoding="utf-8")
        assert "<picture" not in text.replace("&lt;", "<")
        assert "srcset" not in text
        assert "https://example.org/buses/pictures/images/bus.jpg.960.jpg" in text
    entry = json.loads((site / "feeds/posts.json").read_text(encoding="utf-8"))["items"][0]
    shown = image(BeautifulSoup(entry["content_html"], "html.parser"), 'A bus & a "queue"')
    assert (shown["width"], shown["height"]) == ("2400", "1600")


def test_a_post_and_a_letter_name_their_cards(site: Path):
    """By whole addresses, and each is there; no other page names one."""
    named = {}
    for address, page in pages(site):
        if found := page.find("meta", property="og:image"):
            named[address] = found["content"]
            path = site / str(found["content"]).removeprefix("https://example.org/buses/")
            assert making.opened(path.read_bytes()).size == (1200, 630)
            said = {each["property"]: each["content"] for each in page.find_all("meta", property=True)}
            assert said["og:url"] == f"https://example.org/buses/{address}"
            assert said["og:title"]
    assert named["posts/pictures/"] == "https://example.org/buses/cards/posts/pictures.png"
    assert named
    assert all(re.fullmatch(r"(posts|letters)/[a-z0-9-]+/", each) for each in named)
    assert {f"cards/{address.rstrip('/')}.png" for address in named} == {
        path.relative_to(site).as_posix() for path in site.rglob("cards/*/*")
    }


def test_a_site_without_an_address_names_no_card(tmp_path: Path):
    """A card is fetched from elsewhere, so that it needs the address in full."""
    page = soup(
        built(base_with(tmp_path / "content", {"campaign.yaml": "title: Buses\n"}), tmp_path / "site", "2019-10-01")
        / "index.html"
    )
    assert page.find("meta", property="og:image") is None


def test_a_second_build_makes_nothing_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What is there is found by its content, under whatever name, and by another process as well."""
    (tmp_path / "a.jpg").write_bytes(PHOTO)
    (tmp_path / "b.jpg").write_bytes(PHOTO)

    def everything() -> tuple[object, ...]:
        watch = Watch()
        found = Pictures(Files(tmp_path, watch), watch, lambda: ["a.jpg", "b.jpg"])
        found.cache = Cache(tmp_path / "cache")
        facts = found.facts("a.jpg")
        assert found.facts("b.jpg") == facts
        return facts, found.content("a.jpg"), *(found.form("b.jpg", each) for each in facts.sizes)

    first = everything()
    monkeypatch.setattr("plaint.pictures.made.made", None)
    assert everything() == first


def test_a_cache_that_lost_some_of_it_makes_that_again(tmp_path: Path):
    """Whatever was deleted or cut off, the pictures are the same."""
    (tmp_path / "a.jpg").write_bytes(PHOTO)

    def everything() -> list[bytes]:
        watch = Watch()
        found = Pictures(Files(tmp_path, watch), watch, lambda: ["a.jpg"])
        found.cache = Cache(tmp_path / "cache")
        return [found.content("a.jpg"), *(found.form("a.jpg", each) for each in found.facts("a.jpg").sizes)]

    first = everything()
    entries = sorted(path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert len(entries) == 1 + len(first)
    for each in entries:
        whole = each.read_bytes()
        each.write_bytes(whole[:50])
        assert everything() == first
        each.unlink()
        assert everything() == first
        assert each.read_bytes() == whole


def test_a_recording_is_not_read_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Only its beginning is looked at; its digest is that of the whole."""
    (tmp_path / "call.mp3").write_bytes(b"ID3" + b"\0" * 100_000)
    monkeypatch.setattr(Path, "read_bytes", None)
    watch = Watch()
    facts = Pictures(Files(tmp_path, watch), watch, lambda: ["call.mp3"]).facts("call.mp3")
    assert facts.length == 100_003
    assert facts.sha256 == hashlib.sha256(b"ID3" + b"\0" * 100_000).hexdigest()


WRONG: dict[str, str | bytes] = {
    "record/evidence/pictures.yaml": """\
        - {id: phone, title: A photo, kind: photo, file: IMG_1.HEIC, alt: A ramp}
        - {id: drawing, title: A drawing, kind: picture, file: plan.svg, alt: A plan}
        - {id: cut, title: A photo, kind: photo, file: cut.jpg, alt: A ramp}
        - {id: paper, title: A paper, kind: document, file: paper.pdf}
        """,
    "evidence/IMG_1.HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "evidence/plan.svg": "<svg><script>x</script></svg>",
    "evidence/cut.jpg": making.saved(making.shape(400, 300), "JPEG")[:-100],
    "evidence/paper.pdf": b"%PDF-1.7",
    "images/bus.png": b"an error page",
    "posts/2019-07-02-pictures.md": """\
        ---
        title: What we saw
        date: 2019-07-02
        ---
        ![A bus](images/bus.png) [[ev:phone]] [[ev:drawing]] [[ev:cut]] [[ev:paper]]
        """,
}


def test_each_picture_that_is_wrong_gives_one_line(tmp_path: Path):
    """With the file's name, what it is, and what to do; what may not be published so is a problem."""
    reading = read_base_with(tmp_path / "content", WRONG)
    found = {str(each): type(each).__name__ for each in (*reading.problems, *reading.doubts)}
    assert found == {
        "content/evidence/IMG_1.HEIC: is a HEIC picture, which most browsers do not show; save it as JPEG, and give that file’s name": "Problem",
        "content/evidence/plan.svg: has <script> in it, which could run a script; take that out, or save the drawing as PNG": "Problem",
        "content/evidence/cut.jpg: breaks off before its end; copy it once more from where it came from": "Doubt",
        "content/evidence/paper.pdf: cannot be read as a PDF, so that its first page is not shown; see whether it opens, and save it anew": "Doubt",
        "content/images/bus.png: is not what its name says, so that it cannot be shown; see whether it opens, and save it anew": "Doubt",
    }


def test_a_picture_that_cannot_be_opened_does_not_stop_a_build(tmp_path: Path):
    """It is shown as it is, without sizes; the page is there."""
    files = {name: text for name, text in WRONG.items() if "HEIC" not in name and "plan" not in name}
    files["record/evidence/pictures.yaml"] = (
        str(files["record/evidence/pictures.yaml"]).replace("IMG_1.HEIC", "cut.jpg").replace("plan.svg", "cut.jpg")
    )
    site = built(base_with(tmp_path / "content", files), tmp_path / "site", "2019-10-01")
    shown = image(soup(site / "posts/pictures/index.html"), "A bus")
    assert shown["src"] == "../../images/bus.png"
    assert not list(site.glob("pictures/*/*bus*")) + list(site.glob("pictures/*/*/cut*"))


def test_no_address_of_evidence_is_left_where_the_plugin_is_off(site: Path):
    """Its pictures go with it: what stands in a text is its words alone."""
    from plaint.site.parts import left_out, unlinking

    page = (site / "posts/pictures/index.html").read_text(encoding="utf-8")
    off = unlinking(left_out({"plaint.site.images", "plaint.site.cards"}))(page, "../../")
    assert "../../evidence/" not in off
    assert "pictures/evidence/" not in off
    assert "pictures/images/" in off
    assert (
        off.count("<picture>")
        == off.count("</picture>")
        == page.count("pictures/images/bus.jpg.480") + page.count("images/lead.png.480")
    )


def test_texts_name_no_file_that_is_not_there(site: Path):
    """No page, feed or style sheet speaks of a picture that the site does not have."""
    for name, text in all_text(site):
        for each in re.findall(
            r"(?:pictures|cards)/(?:images|evidence|posts|letters)/[\w./%-]+\.(?:webp|png|jpg)", text
        ):
            assert (site / each.replace("%20", " ")).is_file(), name
