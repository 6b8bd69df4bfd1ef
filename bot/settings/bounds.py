"""The types of settings that several sections have, with their bounds."""

from typing import Annotated

from pydantic import Field

Seconds = Annotated[float, Field(gt=0, le=86_400)]
LeaseSeconds = Annotated[float, Field(ge=0.1, le=60)]
