"""Types command lines into real shells, presses the key that completes them, and compares what the shells make of them.

Usage: completions.py PROGRAM FOLDER

In bash and zsh the program sits behind a terminal and the key inserts every completion; fish prints them.
"""

import os
import pty
import re
import select
import subprocess
import sys
import time

# What is typed, and the words that complete its last one.
CASES = [
    ("engage adv", ["advance"]),
    ("engage sea", ["search"]),
    ("engage add goal --cri", ["--criterion"]),
    ("engage status ", ["fernwaerme-ruecklauf", "harbor-search", "night-shift-rota", "storm-timber"]),
    ("engage status -e sto", ["storm-timber"]),
    ("engage status -e nobody", []),
    ("engage done -e nobody x", []),
    ("engage -e harbor-search judge fi", ["find-a-report-in-ten-seconds"]),
    ("engage done --engagement=harbor-search w", ["write-down-the-folder-codes-with-gerry-sbcs"]),
    ("engage sign-off scope -e harbor-search r", ["ruth-adeyemi"]),
    ("engage add action 'ring the port' -e harbor-search --owner i", ["ines-duarte"]),
    ("engage add spend taxi --category t", ["travel"]),
    ("engage add spend taxi --category=t", ["--category=travel"]),
    ("engage edit -e harbor-search requirements/o", ["requirements/offline-search"]),
    ("engage rm -e harbor-search notes/2026-05", ["notes/2026-05-13-colm-rang-tape-3-of-5-is-sticky-and-has-a653"]),
    ("engage rename -e harbor-search pri", ["priya-nair"]),
    ("engage todo -e harbor-search --owner co", ["colm-riordan"]),
    ("engage show harbor", ["harbor-search"]),
    ("engage report proof", ["proof-of-execution"]),
    ("engage template show pace", ["pace-card"]),
    ("engage advance --to on", ["onsite"]),
    ("engage explain no-s", ["no-stop-criterion", "no-sponsor"]),
    ("engage set -e night-shift-rota confi", ["confirmed="]),
    ("engage set -e harbor-search starting_points", ["starting_points+="]),
    ("engage set -e night-shift-rota verdict=", ["verdict=confirmed", "verdict=adjusted", "verdict=rejected"]),
    ("engage set -e night-shift-rota belief=x: verdict=adj", ["verdict=adjusted"]),
    ("engage set -e night-shift-rota with+=bi", ["with+=birgitta-hallen"]),
    ("engage set -e night-shift-rota with=jonas-weil,bi", ["with=jonas-weil,birgitta-hallen"]),
    ("engage set -e harbor-search --in engagement contract.e", ["contract.ends="]),
    ("engage help mon", ["money"]),
    ("engage completions f", ["fish"]),
]

BASH = r"""
bind '"\C-t": insert-completions'
bind -x '"\C-o": printf "<%s>\n" "$READLINE_LINE"'
"""

ZSH = r"""
autoload -Uz compinit && compinit -u -D
every() { _main_complete; compstate[insert]=all; compstate[list]=; }
zle -C every complete-word every
shown() { print -r -- "<$BUFFER>"; }
zle -N shown
bindkey '^T' every
bindkey '^O' shown
"""


class Shell:
    """An interactive shell behind a terminal."""

    def __init__(self, command, setup, folder):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.environ.update(TERM="dumb", PS1="", COLUMNS="4000", HISTFILE="")
            os.execvp(command[0], command)
        self.send("stty -echo cols 4000; PS1=; unset zle_bracketed_paste\n" + setup.replace("\n\n", "\n"))
        self.send("printf '<%s>\\n' ready\n")
        self.read("<ready>")

    def send(self, text):
        os.write(self.terminal, text.encode())

    def read(self, until):
        """The output up to a pattern."""
        output, deadline = "", time.monotonic() + 20
        while not (found := re.search(until, output)):
            ready, _, _ = select.select([self.terminal], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                sys.exit(f"no answer from the shell: {output!r}")
            output += os.read(self.terminal, 65536).decode(errors="replace")
        return found.group(0)

    def completed(self, line):
        """The words at the end of the line after the key was pressed; none if it is as it was typed."""
        self.send(f"{line}\x14\x0f\x15")
        made = self.read(r"<engage[^>]*>")[1:-1]
        return [] if made == line else made[len(line) - len(line.split(" ")[-1]) :].split()

    def close(self):
        self.send("\x15exit\n")
        os.waitpid(self.pid, 0)


def fish(line, folder):
    asked = subprocess.run(
        ["fish", "--no-config", "-c", "engage completions fish | source; complete --do-complete $argv[1]", line],
        cwd=folder, capture_output=True, text=True, check=True,
    )
    assert not asked.stderr, asked.stderr
    return [words.split("\t")[0] for words in asked.stdout.splitlines()]


def bare(words):
    """Without what bash does not insert again for each word: the key before the value."""
    return [re.sub(r"^.*[=,](?=.)", "", word) for word in words]


def version(shell):
    return subprocess.run([shell, "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]


def silent(program, folder):
    """Nothing is said about what cannot be read."""
    for words in (["status", ""], ["set", "b"], ["done", ""], ["report", ""], ["show", "x"]):
        environment = {**os.environ, "ENGAGE_COMPLETE": "bash"}
        asked = subprocess.run([program, "--", "engage", *words], cwd=folder, env=environment, capture_output=True)
        assert asked.returncode == 0 and not asked.stderr, (folder, words, asked)


def main():
    program, folder = (os.path.abspath(path) for path in sys.argv[1:3])
    os.environ["PATH"] = os.path.dirname(program) + os.pathsep + os.environ["PATH"]
    workspace, broken = os.path.join(folder, "workspace"), os.path.join(folder, "broken")
    for made in (workspace, broken):
        subprocess.run([program, "init", "--sample", made], check=True, capture_output=True)
    for name in ("engage.yaml", "engagements/harbor-search/engagement.yaml", "engagements/storm-timber/people/x.yaml"):
        with open(os.path.join(broken, name), "w", encoding="utf-8") as file:
            file.write("<<<<<<< ours\n{")
    for place in (broken, folder, os.path.join(broken, "engagements", "storm-timber")):
        silent(program, place)
    shells = {
        "bash": Shell(["bash", "--norc", "-i"], BASH + "source <(engage completions bash)\n", workspace),
        "zsh": Shell(["zsh", "-f", "-i"], ZSH + "source <(engage completions zsh)\n", workspace),
    }
    wrong = 0
    for line, expected in CASES:
        answers = {name: shell.completed(line) for name, shell in shells.items()}
        answers["fish"] = fish(line, workspace)
        for name, words in answers.items():
            if sorted(bare(words)) != sorted(bare(expected)):
                wrong += 1
                print(f"{name}: {line!r} is completed with {words}, expected {expected}")
    for shell in shells.values():
        shell.close()
    print(f"{len(CASES)} command lines in {version('bash')}; {version('zsh')}; {version('fish')}: {wrong} wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
