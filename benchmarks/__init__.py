"""Measurements: each folder has a README that says what is measured, and how it is run."""
