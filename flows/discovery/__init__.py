"""Discovery: pages of a program that nobody watches yet are found, judged, and enrolled as sources.

Places that list pages (`listings`) and watched pages with their links give leads; `sifting` leaves those within the
program's scopes that promise something; `searching` reads the best of them (`reading`) within the limits of the settings and
enrols the good ones; `looking` does so for all programs, settles and tells. `enrolled` puts what was found beside what the
configuration declares.
"""
