"""Pictures: what they are, without what is hidden in them, in the sizes that pages ask for; and cards to share.

Everything here is a function from bytes to bytes, but for the cache. What is needed is imported from its module: the
libraries behind them take a tenth of a second to load, which a build without pictures need not wait for.
"""
