"""Small, named views of the casebook that templates are given: plain values, nothing to work out."""
