"""Discovery: pages of a program that nobody watches yet are found, judged, and enrolled as sources."""
