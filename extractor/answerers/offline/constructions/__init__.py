from extractor.answerers.offline.constructions.reporting import reported_clauses
from extractor.answerers.offline.constructions.quoting import with_quotations
from extractor.answerers.offline.constructions.according import according_to, as_reported
from extractor.answerers.offline.constructions.hearsay import passive_hearsay,adverb_hearsay
import os
RULES=(reported_clauses,according_to,as_reported,passive_hearsay,adverb_hearsay)
def find(reading):
    found=[a for line in reading.lines for rule in RULES if rule.__name__ not in os.environ.get('OFF','') for a in rule(line)]
    return with_quotations(reading,found)
