"""What differs when the site is published: only what is ready, never a draft."""

from pelicanconf import *  # noqa: F403  # a Pelican settings file builds on another by its names

# The pictures that links to posts and letters are shown with elsewhere: of use where the site can be linked to.
PLUGINS = [*PLUGINS, "plaint.site.cards"]  # noqa: F405

PLAINT_DRAFTS = False
PLAINT_SEARCH = True  # however many pages there are to be searched
