"""`curriculum`: a topic, a course, or a volume of training."""

from __future__ import annotations

from extractors.kinds.rule import Rule, named, words

RULES = (
    Rule(
        kind="curriculum",
        nouns=words(r"modules?", r"courses?", r"lessons?", r"students?", r"participants?", r"learners?", r"topics?", r"labs?", r"sessions?", r"facilitators?", r"units?", r"chapters?", r"videos?", r"workshops?", r"seats?", r"domains?", r"tutorials?"),
        strong=words(
            r"courses?\b",
            r"curricul",
            r"training (?:course|day|hour|session|modul|program|path|content)",
            r"workshops?\b",
            r"learning path",
            r"modules?\b",
            r"lessons?\b",
            r"hours of (?:training|video|content|instruction|learning|study)",
            r"instructor",
            r"e-?learning",
            r"boot ?camps?\b",
            r"syllabus",
            r"class(?:es)? (?:size|of|are)",
            r"students?\b",
            r"cohort",
            r"self-paced",
            r"webinars?\b",
            r"labs?\b(?= |$)",
            r"covers\b",
            r"domains? (?:cover|weight)",
            r"exam (?:content|domain|weight)",
        ),
        weak=words(
            r"training",
            r"learn",
            r"topics?\b",
            r"hours?\b",
            r"video",
            r"materials?\b",
            r"weeks?\b",
            r"days?\b",
            r"percent",
            r"%",
        ),
        context=words(
            r"courses?\b",
            r"curricul",
            r"training\b",
            r"learning path",
            r"modules?\b",
            r"domains?\b",
            r"syllabus",
            r"workshop",
            r"lessons?\b",
            r"content outline",
            r"topics?\b",
        ),
        states=words(
            r"(?:course|certification|training|program|curriculum|module|exam|workshop|class)\w* (?:\w+ )?(?:covers?|introduces|consists? of|comprises|teaches|includes the following|is delivered)",
            r"topics (?:include|covered)",
        ),
        values=frozenset({"duration", "count", "percent"}),
        attributes=named(
            ("access", r"access"),
            ("domain weight", r"weight|domain"),
            ("hours of video", r"video"),
            ("students", r"students?|participants|learners"),
            ("duration of training", r"(?:hours?|days?|weeks?|minutes?|months?)\b"),
            ("modules", r"modules?|lessons?|chapters?"),
            ("courses", r"courses?"),
        ),
    ),
)
