"""What flags may be, without importing what reads them."""

from enum import StrEnum


class Backend(StrEnum):
    """Where articles are worked on."""

    local = "local"
    ray = "ray"


class EngineChoice(StrEnum):
    """Who answers."""

    auto = "auto"
    llm = "llm"
    offline = "offline"


class Mode(StrEnum):
    """How a server is asked for JSON."""

    json_schema = "json_schema"
    tools = "tools"
    json = "json"
    md_json = "md_json"


class Origin(StrEnum):
    """What answers while it is recorded."""

    server = "server"
    desk = "desk"
    authored = "authored"
