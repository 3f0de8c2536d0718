"""Whole rounds over 500 pages on loopback: what a scheduled run costs, and whether it tells the truth."""
