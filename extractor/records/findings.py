"""What a reader of a file should know of it: findings, and what was left out."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Severity = Literal["info", "warning", "error"]


class Finding(BaseModel):
    """Something a reader of the file should know."""

    model_config = ConfigDict(frozen=True)

    code: str = Field(description="The rule or event, as listed in docs/rules.md.")
    severity: Severity
    where: str = Field(description="JSON pointer into this file.")
    message: str


class Dropped(BaseModel):
    """An item of the answer that was not published."""

    model_config = ConfigDict(frozen=True)

    item: Any = Field(description="The item as it was answered, unchanged.")
    reason: str = Field(description="The rule that it broke, as in docs/rules.md.")
    where: str = Field(description="JSON pointer into the answer.")
