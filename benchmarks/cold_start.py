"""CPU time of commands that ask no model: `python -m benchmarks.cold_start`.

Prints each command's cost as a multiple of `python -c pass`, taken by turns.
"""

import resource
import subprocess
import sys

ROUNDS = 9
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "extractor --help": ["-m", "extractor", "--help"],
    "extractor --version": ["-m", "extractor", "--version"],
    "extractor recipes list": ["-m", "extractor", "recipes", "list"],
}


def main() -> None:
    """Measure by turns and print the least of each."""
    least = dict.fromkeys(COMMANDS, float("inf"))
    for _ in range(ROUNDS):
        for name, arguments in COMMANDS.items():
            least[name] = min(least[name], _cpu_seconds(arguments))
    base = least["python -c pass"]
    for name, seconds in least.items():
        print(f"{name:24} {1000 * seconds:7.1f} ms CPU  {seconds / base:5.2f} x")


def _cpu_seconds(arguments: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
