"""The machine that it runs on, files that are not what they should be, text from outside, and known weaknesses."""

from __future__ import annotations

from tests.attacks.undone.defence import undone

PLAIN, SERVERS = "offline_cache/plain_files.py", "backend/base/plain_files.py"
TEXTS = "console/base/text_files.py"
MARK, PINS = "console/people/open_mark.py", "console/people/weak_pins.py"
ADVISORIES = "backend/operations/advisories.py"
SECRETS, LABELS, SOAP = "contract/secrets.py", "widgets/base/labels.py", "backend/ptz/soap.py"
ORDER, UNITS = "widgets/base/reading_order.py", "packaging/systemd"
CLOSED = "ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)"
NEW = "path.unlink(missing_ok=True)\n    return open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW |"
OVER = "return open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC |"
FOLLOWED = "os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK"
LED_ON = "os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK"
HARDENED = (
    "\nCapabilityBoundingSet=", "\nRestrictAddressFamilies=AF_UNIX AF_INET AF_INET6", "\nProtectSystem=strict",
    "\nPrivateUsers=yes", "\nRestrictNamespaces=yes", "\nSystemCallFilter=@system-service",
    "\nSystemCallFilter=~@privileged @resources",
)  # fmt: skip
DEEP = "nested 100,000 deep"

DEFENCES = (
    undone(
        "closing console and server to others of the same user",
        [("console/base/hardening.py", CLOSED, "pass"), ("backend/base/hardening.py", CLOSED, "pass")],
        "test_nobody_else_reads_what_a_process_holds_or_makes",
    ),
    undone(
        "opening a supervised console for as long as it says that it may be ended",
        [("views/program/supervisor.py", "libc.prctl(PR_SET_DUMPABLE, 1)", "pass")],
        "test_a_supervised_console_still_goes_before_others_where_memory_runs_out",
    ),
    undone(
        "a mark that proves that a desk was open",
        [
            (
                MARK,
                "return bool(mark and known) and hmac.compare_digest(_hash(mark).encode(), known.encode())",
                "return True",
            ),
            (
                MARK,
                "except (OSError, ValueError):\n            return False",
                "except (OSError, ValueError):\n            return True",
            ),
        ],
        "test_no_edited_file_opens_a_locked_desk",
        "test_a_lost_file_locks_an_open_desk",
    ),
    undone(
        "refusing PINs that are drawn on the keys",
        [(PINS, 'return "weak_pin_keys" if _is_drawn(pin) else ""', 'return ""')],
        "test_pins_that_are_guessed_first_are_refused_with_their_rule",
    ),
    undone(
        "leaving most PINs to choose from",
        [(PINS, "FEWEST = 3", "FEWEST = 5")],
        "test_most_pins_are_left",
    ),
    undone(
        "looking for a password in the fields of an address",
        [
            (
                "backend/program/seen_secrets.py",
                'return (":" in sign_in and not is_path) or _SECRET_FIELD.search(address) is not None',
                'return ":" in sign_in and not is_path',
            )
        ],
        "test_no_password_stays_on_a_command_line",
    ),
    undone(
        "taking a secret's plain name for one of those that are handed over",
        [("backend/base/secret_files.py", "if handed_over and path.name == str(path):", "if False:")],
        "test_a_secret_is_handed_over_and_nothing_else_is_read",
    ),
    undone(
        "hardened units",
        [(f"{UNITS}/ioc-backend.service", one, "") for one in HARDENED],
        "test_units_leave_little_to_whoever_takes_them_over[ioc-backend.service-2.5]",
    ),
    undone(
        "a hardened unit for a server of a pair",
        [("packaging/ha/files/ioc-backend.service", one, "") for one in HARDENED],
        "test_the_pair_s_unit_leaves_little_too",
    ),
    undone(
        "a unit that keeps its files to itself",
        [(f"{UNITS}/ioc-backend.service", "\nUMask=0077", "")],
        "test_every_unit_of_ours_keeps_files_and_memory_to_itself",
    ),
    undone(
        "writing files that are our own alone",
        [(PLAIN, "MODE = 0o600", "MODE = 0o644")],
        "test_what_is_made_in_a_folder_of_many_is_ours_alone",
    ),
    # odd files
    undone(
        "an end to JSON that is nested too deep, at the desk",
        [
            (
                PLAIN,
                'except RecursionError:\n        raise ValueError("nested too deeply") from None',
                "finally:\n        pass",
            )
        ],
        f"test_a_desk_starts_whatever_lies_under_its_names[sign-in.json-{DEEP}]",
        f"test_a_wall_starts_whatever_lies_under_its_names[{DEEP}]",
    ),
    undone(
        "refusing layouts and YAML without a floor",
        [
            (
                TEXTS,
                "except RecursionError as error:\n        raise NotParsedError",
                "except ZeroDivisionError as error:\n        raise NotParsedError",
            )
        ],
        f"test_settings_and_layouts_that_are_odd_are_refused_with_a_code[{DEEP}]",
        "test_yaml_without_a_floor_ends_no_process[0]",
    ),
    undone(
        "naming the file of a pack that is nested too deep",
        [("backend/city/yaml_lines.py", "except RecursionError as error:", "except ZeroDivisionError as error:")],
        f"test_a_server_names_its_odd_file_and_does_not_wait[{DEEP}]",
    ),
    undone(
        "telling what is no file from what cannot be read",
        [("backend/base/secret_files.py", "except OddFileError:", "except ZeroDivisionError:")],
        "test_the_password_file_says_what_is_wrong_with_a_pipe",
    ),
    undone(
        "refusing what stands for other parts of a file",
        [(TEXTS, "if isinstance(event, yaml.AliasEvent):", "if False:")],
        "test_yaml_that_stands_for_a_billion_parts_is_refused",
    ),
    undone(
        "a new file where we write, in place of whatever has the name",
        [(PLAIN, NEW, OVER)],
        "test_no_link_is_followed_where_we_write",
    ),
    undone(
        "a file of our own where lines are written behind others",
        [(PLAIN, FOLLOWED, LED_ON), (SERVERS, FOLLOWED, LED_ON)],
        "test_what_is_written_behind_follows_no_link_either",
    ),
    # text
    undone(
        "keeping the order of what stands beside a stranger's words",
        [(ORDER, "if text.isascii() or _ANY.search(text) is None:", "if True:")],
        "test_no_text_turns_over_what_stands_beside_it",
        "test_labels_tooltips_and_buttons_keep_the_order",
    ),
    undone(
        "breaking words that have no end",
        [(LABELS, "super().setText(breakable(drawn) if self.wordWrap() else drawn)", "super().setText(drawn)")],
        "test_a_word_without_an_end_widens_nothing",
    ),
    undone(
        "tones that each theme has",
        [("views/measures/timeline.py", '"outage": "late"', '"outage": "lost"')],
        "test_every_word_for_a_tone_is_a_colour",
    ),
    undone(
        "taking named secrets out of the log",
        [(SECRETS, "for pattern, replacement in _SECRETS:", "for pattern, replacement in _SECRETS[:5]:")],
        "test_no_secret_stands_in_a_log",
    ),
    undone(
        "bounds in the search for secrets",
        [
            (SECRETS, "[^/\\s:@…]{0,200}:", "[^/\\s:@…]*:"),
            (SECRETS, '[^\\s@\\"\'<>]{0,400}@")', '[^\\s@\\"\'<>]*@")'),
            ("tests/attacks/test_text.py", "@pytest.mark.timeout(60)", "@pytest.mark.timeout(20)"),
        ],
        "test_a_long_line_costs_no_more_than_its_length",
        late=True,
    ),
    undone(
        "bounds for a camera's clock",
        [("backend/ptz/camera_clock.py", "if abs(value) <= FURTHEST_S", "")],
        "test_a_camera_s_clock_breaks_nothing",
    ),
    undone(
        "a bound for the name of a camera's time zone",
        [("backend/ptz/camera_clock.py", ".strip()[:ZONE_MOST]", ".strip()")],
        "test_a_camera_s_zone_costs_no_more_than_its_length",
        late=True,
    ),
    undone(
        "taking the library's own errors at a camera's answer for the camera's",
        [
            (
                SOAP,
                "except (expat.ExpatError, ValueError, LookupError, TypeError, OverflowError):",
                "except (expat.ExpatError, ValueError):",
            )
        ],
        "test_an_odd_answer_is_a_camera_s_error_and_no_fault_of_ours",
    ),
    undone(
        "a bound for how deep a camera's answer nests",
        [("backend/ptz/answers.py", "if depth > MAX_DEPTH or count > MAX_ELEMENTS:", "if count > MAX_ELEMENTS:")],
        "test_random_bytes_are_read_or_refused",
    ),
    undone(
        "looking for what stands behind a picture's end",
        [("backend/walls/images.py", "if at != len(data):", "if False:")],
        "test_a_picture_carries_nothing_behind_its_end",
    ),
    # known weaknesses
    undone(
        "finding versions that an advisory names one by one",
        [(ADVISORIES, "if any(_version(one) == version for one in named):", "if False:")],
        "test_a_weak_version_is_found_by_every_way_to_name_it",
    ),
    undone(
        "an end to an advisory that is nested too deep",
        [
            (ADVISORIES, "except (ValueError, RecursionError):", "except ValueError:"),
            (ADVISORIES, "zlib.error, RuntimeError, EOFError)", "zlib.error, EOFError)"),
        ],
        "test_a_hostile_export_is_refused_and_leaves_nothing",
    ),
    undone(
        "asking of each field of an advisory what it is",
        [
            (
                ADVISORIES,
                "return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())",
                "return iter(value)",
            )
        ],
        "test_odd_fields_of_an_advisory_break_nothing",
    ),
    undone(
        "taking what a terminal obeys out of an advisory's words",
        [(ADVISORIES, '" ".join(_CONTROLS.sub(" ", text.encode("utf-8", "replace").decode()).split())', "text")],
        "test_the_command_tells_and_exits_by_what_it_found",
    ),
)
