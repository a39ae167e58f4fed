"""What differs when the site is published: only what is ready, never a draft."""

from pelicanconf import *  # noqa: F403  # a Pelican settings file builds on another by its names

PLAINT_DRAFTS = False
