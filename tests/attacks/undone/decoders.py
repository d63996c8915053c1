"""What stands around a decoder that a stranger has taken over, and what the console believes of it.

Of the calls that are set free here none does anything to the machine: they look, or change the worker itself.
"""

from __future__ import annotations

from tests.attacks.undone.defence import undone

SANDBOX = "console/video/sandbox"
CALLS, PROGRAM, WARDEN = f"{SANDBOX}/calls.py", f"{SANDBOX}/program.py", f"{SANDBOX}/warden.py"
LAYERS, FRAMES, FACTS = "console/video/sandbox/layers.py", "console/video/frames.py", "console/video/ring_facts.py"
DECODER, REQUESTS = "console/video/decoder.py", "console/video/requests.py"
LAST = "uname 63 160,"


def _free(call: str) -> tuple[str, str, str]:
    """A call, with its numbers, that the kernel lets through as well."""
    return (CALLS, LAST, f"{LAST}{call},")


DEFENCES = (
    undone(
        "refusing to tell of files by their names",
        [
            (
                PROGRAM,
                'name: ((), _refused(errno.EACCES))\n        for name in ("stat"',
                'name: ((), ALLOW)\n        for name in ("stat"',
            )
        ],
        "test_files",
    ),
    undone(
        "a list of files that a decoder may read",
        [
            (
                WARDEN,
                '"/dev/null", "/dev/urandom", "/dev/random",',
                '"/dev/null", "/dev/urandom", "/dev/random", "/proc",',
            )
        ],
        "test_proc",
    ),
    undone("a list of calls, without those on other processes", [_free("pidfd_open 434 434")], "test_processes"),
    undone("a list of calls, without those that signal", [_free("kill 62 129")], "test_signals"),
    undone(
        "connecting a decoder to its own cameras alone",
        [(WARDEN, "if (host, port) == self._door_place or host in self._allowed:", "if True:")],
        "test_network",
        "test_a_camera_of_another_decoder",
    ),
    undone("a list of calls, without those that make memory to share", [_free("memfd_create 319 279")], "test_memory"),
    undone(
        "a list of calls, without those by which a program changes its kind",
        [_free("personality 135 92")],
        "test_kernel",
    ),
    undone(
        "telling of a layer only where it stands",
        [(LAYERS, "return Layers(kept, abi, apart, is_empty)", "return Layers(kept, abi, True, is_empty)")],
        "test_what_stands",
    ),
    undone(
        "an empty root",
        [(LAYERS, "is_empty = apart and rooms.empty()", "is_empty = apart")],
        "test_the_size_of_a_file",
    ),
    undone(
        "ending with one's ward",
        [
            ("console/video/limits.py", "ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)", "pass"),
            ("tests/attacks/traitor.py", "PATIENCE_S = 30.0", "PATIENCE_S = 8.0"),
        ],
        "test_the_ward_dies",
    ),
    # lies
    undone(
        "sealed memory",
        [
            (
                FRAMES,
                "fcntl.fcntl(fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)",
                "pass",
            )
        ],
        "test_memory_that_is_taken_away",
    ),
    undone(
        "bounds for the words of a picture's header",
        [(FACTS, "return max(least, min(most, told))", "return told")],
        "test_headers",
    ),
    undone(
        "holding a picture's size against its memory",
        [
            (
                FRAMES,
                "if width < 1 or height < 1 or not width * PIXEL_BYTES <= stride <= self._slot_bytes // height:",
                "if False:",
            )
        ],
        "test_sizes",
    ),
    undone(
        "asking of what a decoder says what it is",
        [(DECODER, 'frozenset(one for one in message["guilty"] if type(one) is int)', 'frozenset(message["guilty"])')],
        "test_messages",
    ),
    undone(
        "holding the facts of a clip to what they may be",
        [
            (
                "console/video/answers.py",
                "isinstance(facts, dict) and all(_is_plain(name, told) for name, told in facts.items())",
                "isinstance(facts, dict)",
            )
        ],
        "test_facts_of_evidence",
    ),
    undone(
        "ending who hands over a descriptor",
        [(DECODER, "if message is None or fd is not None:", "if message is None:")],
        "test_descriptors_handed_over",
    ),
    undone(
        "a bound for how much a decoder says",
        [(DECODER, "self._gone = self._gone or self._floods > MOST_FLOODS", "pass")],
        "test_a_flood",
    ),
    undone(
        "sealing a clip before it is copied",
        [(REQUESTS, "fcntl.fcntl(asked.memory, fcntl.F_ADD_SEALS, seals)", "del seals")],
        "test_evidence_altered_afterwards",
        "test_memory_that_is_held_on_to",
    ),
    undone(
        "numbers of requests that cannot be guessed",
        [(REQUESTS, 'int.from_bytes(os.urandom(7), "big")', "1")],
        "test_answers_for_another",
    ),
    undone(
        "a bound for what the shared turnstile says of refusals",
        [("console/video/reconnect.py", "told if told < 2 * WRONG_SIGN_IN_S else 0.0", "told")],
        "test_the_turnstile",
    ),
    # the list
    undone("the kernel's own numbers of calls", [(CALLS, "openat 257 56", "openat 258 56")], "test_numbers"),
    undone(
        "refusing what is not on the list",
        [
            (
                PROGRAM,
                "_step(_RETURN, _refused(errno.ENOSYS)), _step(_RETURN, _refused(errno.EPERM)),",
                "_step(_RETURN, ALLOW), _step(_RETURN, ALLOW),",
            )
        ],
        "test_every_number",
    ),
    undone(
        "looking at the arguments of calls",
        [(PROGRAM, '"tgkill": (((ALLOW, (_is(0, pid),)),),', '"tgkill": (((ALLOW, ()),),')],
        "test_arguments",
    ),
    undone(
        "claiming no gate for a processor that is not known",
        [
            (
                CALLS,
                "return MACHINES.get(platform.machine())",
                'return MACHINES.get(platform.machine(), MACHINES["x86_64"])',
            )
        ],
        "test_an_unknown_machine",
    ),
)
