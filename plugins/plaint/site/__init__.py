"""The site: thin Pelican plugins, one a capability, over a casebook that is opened once."""
