"""System calls by name: their numbers, and which of them a decoder is simply free to make.

The numbers are the kernel's own (Linux 6.1: `asm/unistd_64.h` for x86-64, `asm-generic/unistd.h` for ARM64), compared
with libseccomp's in `tests/attacks/test_sandbox_table.py`. They never change; new calls get new numbers.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

_FREE = """
futex 202 98,read 0 63,write 1 64,readv 19 65,writev 20 66,recvfrom 45 207,poll 7 -,ppoll 271 73,clock_gettime 228 113
clock_getres 229 114,clock_nanosleep 230 115,nanosleep 35 101,gettimeofday 96 169,time 201 -,times 100 153,select 23 -
pselect6 270 72,recvmsg 47 212,pread64 17 67,pwrite64 18 68,preadv 295 69,pwritev 296 70,lseek 8 62,close 3 57
close_range 436 436,dup 32 23,dup2 33 -,dup3 292 24,accept 43 202,accept4 288 242,getsockname 51 204
getpeername 52 205,getsockopt 55 209,shutdown 48 210,epoll_create 213 -,epoll_create1 291 20,epoll_ctl 233 21
epoll_wait 232 -,epoll_pwait 281 22,epoll_pwait2 441 441,eventfd2 290 19,pipe 22 -,pipe2 293 59,sched_yield 24 124
madvise 28 233,mmap 9 222,munmap 11 215,mprotect 10 226,mremap 25 216,brk 12 214,mincore 27 232,membarrier 324 283
rseq 334 293,set_robust_list 273 99,get_robust_list 274 100,futex_waitv 449 449,futex_wake 454 454,futex_wait 455 455
futex_requeue 456 456,rt_sigaction 13 134,rt_sigprocmask 14 135,rt_sigpending 127 136,rt_sigtimedwait 128 137
rt_sigsuspend 130 133,rt_sigreturn 15 139,sigaltstack 131 132,restart_syscall 219 128,getpid 39 172,getppid 110 173
gettid 186 178,getuid 102 174,geteuid 107 175,getgid 104 176,getegid 108 177,getresuid 118 148,getresgid 120 150
getgroups 115 158,getrandom 318 278,getcwd 79 17,getrusage 98 165,getrlimit 97 163,getpriority 140 141,sysinfo 99 179
uname 63 160,getcpu 309 168,sched_getaffinity 204 123,sched_getparam 143 121,sched_getscheduler 145 120
sched_get_priority_max 146 125,sched_get_priority_min 147 126,exit 60 93,exit_group 231 94,fstat 5 80
"""
"""Free whatever their arguments: they work on what the process already has, or tell it the time and its own name."""
_DEADLY = """
ptrace 101 117,process_vm_readv 310 270,process_vm_writev 311 271,pidfd_getfd 438 438,mount 165 40,umount2 166 39
pivot_root 155 41,chroot 161 51,move_mount 429 429,open_tree 428 428,fsopen 430 430,fsmount 432 432,setns 308 268
unshare 272 97,bpf 321 280,execve 59 221,execveat 322 281,open_by_handle_at 304 265,init_module 175 105
finit_module 313 273,delete_module 176 106,kexec_load 246 104,kexec_file_load 320 294,reboot 169 142,swapon 167 224
swapoff 168 225,iopl 172 -,ioperm 173 -
"""
"""No library that decodes tries them, not even to find out whether it may: who does is none any more, and ends."""
_OTHERS = """
sendto 44 206,sendmsg 46 211,setsockopt 54 208,socket 41 198,socketpair 53 199,connect 42 203,tgkill 234 131
prlimit64 302 261,newfstatat 262 79,statx 332 291,stat 4 -,lstat 6 -,access 21 -,faccessat 269 48,faccessat2 439 439
readlink 89 -,readlinkat 267 78,open 2 -,openat 257 56,fcntl 72 25,ioctl 16 29,prctl 157 167,clone 56 220
clone3 435 435,seccomp 317 277,landlock_create_ruleset 444 444,landlock_restrict_self 446 446
"""
"""Judged by their arguments (`console.video.sandbox.program`), or needed while the sandbox is put up."""


class Machine(NamedTuple):
    """One processor: how the kernel names it (`linux/audit.h`), and its calls' numbers by name."""

    arch: int
    numbers: Mapping[str, int]


def _rows(text: str) -> list[list[str]]:
    return [row.split() for row in text.replace("\n", ",").split(",") if row]


FREE = frozenset(row[0] for row in _rows(_FREE))
DEADLY = frozenset(row[0] for row in _rows(_DEADLY))


def _column(number: int) -> Mapping[str, int]:
    rows = _rows(_FREE) + _rows(_OTHERS) + _rows(_DEADLY)
    return MappingProxyType({row[0]: int(row[number]) for row in rows if row[number] != "-"})


MACHINES = MappingProxyType(
    {"x86_64": Machine(0xC000003E, _column(1)), "aarch64": Machine(0xC00000B7, _column(2))},
)


def here() -> Machine | None:
    """This machine; None where its numbers are not known."""
    return MACHINES.get(platform.machine())
