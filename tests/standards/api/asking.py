"""How tests ask the API, as programs do."""

API = "/api/v1/"
SITE = "http://testserver"


def fetched(petra, address, **asked):
    """What the API says at an address that answers."""
    answer = petra.get(API + address, asked)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    return answer.json()


def refused(petra, address, **asked):
    """What is wrong with which parameter."""
    answer = petra.get(API + address, asked)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    return answer.json()["errors"]
