from extractor.answerers.offline.constructions.quoting import quoted_passages
from extractor.answerers.offline.constructions.reporting import reported_clauses

RULES = (reported_clauses,)


def find(reading):
    found = [a for line in reading.lines for rule in RULES for a in rule(line)]
    found += list(quoted_passages(reading, found))
    return found
