"""Under which licence the data of the catalogue is given, in the words that have to stay with it."""

ATTRIBUTION = "Contains information from ISO Open Data, made available under the ODC Attribution License (ODC-By 1.0)."
COMPILED = (
    "Deliverables compiled from relaton/relaton-data-iso (2 June 2025) and relaton/relaton-data-iec (15 March 2026)."
)
NAME = "ODC Attribution License (ODC-By 1.0)"
SOURCE = "https://www.iso.org/open-data.html"
ADDRESS = "https://opendatacommons.org/licenses/by/1-0/"
