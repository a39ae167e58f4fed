"""The casebook as text for machines: the public record, the chronology as a table, and feeds."""
