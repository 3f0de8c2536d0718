"""The published site: static pages of what is known, for people who never open a terminal. ``gapwatch publish DIR``."""
