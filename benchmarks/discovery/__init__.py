"""Discovery measured on a corpus of real pages by simulated date: what is enrolled, and what should have been."""
