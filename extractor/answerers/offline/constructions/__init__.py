from extractor.answerers.offline.constructions.reporting import reported_clauses
from extractor.answerers.offline.constructions.quoting import with_quotations
from extractor.answerers.offline.constructions.according import according_to, as_reported
from extractor.answerers.offline.constructions.hearsay import passive_hearsay,adverb_hearsay
from extractor.answerers.offline.constructions.objects import reported_objects
from extractor.answerers.offline.constructions.nominal import reporting_nouns
from extractor.answerers.offline.constructions.labels import speaker_labels,introduced_blocks
from extractor.answerers.offline.nesting import unnested
import os
RULES=(reported_clauses,according_to,as_reported,passive_hearsay,adverb_hearsay,reported_objects,reporting_nouns,speaker_labels)
OFF=os.environ.get('OFF','').split()
def find(reading):
    found=[a for line in reading.lines for rule in RULES if rule.__name__ not in OFF for a in rule(line)]
    if 'introduced_blocks' not in OFF: found+=list(introduced_blocks(reading,found))
    return unnested(with_quotations(reading,found))
