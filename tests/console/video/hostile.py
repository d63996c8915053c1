"""Addresses that somebody who can write camera records might try: files, options, foreign hosts, tricks of parsing."""

from __future__ import annotations

from itertools import product

OTHER_SCHEMES = (
    "file", "ftp", "sftp", "smb", "nfs", "concat", "concatf", "pipe", "data", "subfile", "crypto", "tcp", "udp", "rtp",
    "srtp", "rtmp", "rtmps", "srt", "sctp", "hls+file", "rtsp+file", "http/dump", "rtsp/demuxdump", "http/demux=dump",
    "lavfi", "v4l2", "x11grab", "dvd", "cdda", "screen", "fd", "async", "cache", "tee", "gopher", "unix", "vlc", "mms",
    "playlist", "stream", "input", "javascript", "RTSP-file", "https+unix",
)  # fmt: skip
OPTIONS = (
    " :sout=#file{{dst={out}}}", "\n:sout=#file{{dst={out}}}", "\t--sout=#std{{dst={out}}}", "|dump={out}",
    " -dump {out}", "\r\n:demux=dump", "\x00:demuxdump-file={out}", "`touch {out}`", "$(touch {out})\\",
    ";touch {out}\"",
    "<{out}", ">{out}", "^{out}", "'{out}'",
)  # fmt: skip
HOSTS = (
    "{foreign}", "{listed}@{foreign}", "{listed}:1@{foreign}", "{listed}%2f@{foreign}", "user:word@{foreign}",
    "user:word@{listed}", "[::ffff:{foreign}]", "2130706434", "0177.0.0.2", "0x7f000002", "0x7f.0.0.2", "127.2",
    "{foreign}.", "127.0.0.１", "localhost", "", "{listed}.nip.invalid", "-oProxyCommand=x", "{listed}\\{foreign}",
    "{listed},{foreign}", "{listed} {foreign}", "*", "{listed}:99999", "{listed}:-1", "{listed}:1:2", "{listed}:x",
    "[{foreign}", "::1", "[::1]", "[fe80::1%25eth0]",
)  # fmt: skip
PATHS = (
    "/../../{file}", "/%2e%2e/%2e%2e/{file}", "/..%2f..%2f{file}/../x", "/x%00{file}", "/x%0a:sout={out}",
    "/" + "x" * 3000,
    "/x?{file}|{out}", "/x?a=<{file}>", "/x?a=`{file}`", "/\u202e{file}\x7f",
)  # fmt: skip
BARE = (
    "{file}", "./{file}", "../{file}", "//{foreign}/x", "\\\\{foreign}\\share", "C:\\{file}", "{out}", "-",
    "", " ", "rtsp",
    "rtsp:", "rtsp:/", "rtsp://", "://x", "rtsp:{file}", "http:{file}", "fd:0", "pipe:1", "concat:{file}|{file}",
)  # fmt: skip


def addresses(listed: str, foreign: str, file: str, out: str) -> list[str]:
    """All of them; `listed` is the one host that may be reached, `file` exists, `out` must not come to exist."""
    words = {"listed": listed, "foreign": foreign, "file": file, "out": out}
    made = [f"{scheme}://{file}" for scheme in OTHER_SCHEMES] + [f"{scheme}://{listed}/x" for scheme in OTHER_SCHEMES]
    made += [f"{scheme}://{listed}/x{option.format(**words)}" for scheme, option in product(("rtsp", "http"), OPTIONS)]
    made += [f"{scheme}://{host.format(**words)}/x" for scheme, host in product(("rtsp", "http"), HOSTS)]
    made += [f"{scheme}://{listed}{path.format(**words)}" for scheme, path in product(("rtsp", "http"), PATHS)]
    return made + [bare.format(**words) for bare in BARE]
