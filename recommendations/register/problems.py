"""What is wrong with the files of a register, said so that it can be mended."""

from dataclasses import dataclass, field


class BadRegister(Exception):
    """The directory cannot be loaded; each problem names its file and line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Problem:
    file: str
    line: int | None
    column: str
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(part for part in (place, self.column, self.message) if part)


@dataclass
class Problems:
    """Every problem found, and every warning; the first problem stops the storing."""

    found: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def add(
        self, message: str, *, file: str, line: int | None = None, column: str = ""
    ) -> None:
        self.found.append(Problem(file, line, column, message))

    def warn(
        self, message: str, *, file: str, line: int | None = None, column: str = ""
    ) -> None:
        self.warnings.append(Problem(file, line, column, message))

    def raise_if_any(self) -> None:
        """Raise BadRegister with all of them, file by file, in order of lines."""
        if self.found:
            raise BadRegister([str(problem) for problem in in_order(self.found)])


def in_order(problems: list[Problem]) -> list[Problem]:
    """Return them by file as first met, then by line."""
    files = list(dict.fromkeys(problem.file for problem in problems))
    return sorted(problems, key=lambda each: (files.index(each.file), each.line or 0))
