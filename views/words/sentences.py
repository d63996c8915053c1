"""Words the console's codes: what happened, and what to do. The core knows no language; this module knows them all."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from views.words.accounts import ACCOUNT_SENTENCES
from views.words.arguments import ARGUMENT_SENTENCES
from views.words.files import with_hint
from views.words.layouts import LAYOUT_SENTENCES, place_words
from views.words.misread import misread_words
from views.words.of_evidence import EVIDENCE_SENTENCES
from views.words.of_opening import OPENING_SENTENCES
from views.words.pins import PIN_SENTENCES
from views.words.server import SERVER_SENTENCES
from views.words.signing_in import SIGN_IN_SENTENCES
from views.words.system import with_system_words
from widgets.words.marked_text import QT_TRANSLATE_NOOP

_CONTEXT = "sentences"

_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        # links
        "not_yet": QT_TRANSLATE_NOOP("sentences", "Not connected since the start."),
        "cameras": QT_TRANSLATE_NOOP("sentences", "Some cameras have no live picture."),
        "unreachable": QT_TRANSLATE_NOOP(
            "sentences", "The server does not answer. Work goes on; everything is kept here."
        ),
        "timed_out": QT_TRANSLATE_NOOP(
            "sentences", "The server did not answer in time. The console tries again by itself."
        ),
        "not_json": QT_TRANSLATE_NOOP(
            "sentences", "The address answers, but not as the centre's server: perhaps a network sign-in page."
        ),
        "bad_certificate": QT_TRANSLATE_NOOP(
            "sentences", "The server's certificate is not valid. Nothing was sent. Ask your IT staff."
        ),
        "plain_http": QT_TRANSLATE_NOOP(
            "sentences", "The address is not encrypted, so nothing was sent. It has to begin with https://."
        ),
        "too_large": QT_TRANSLATE_NOOP("sentences", "The server's answer is too large and was not taken in."),
        "server_error": QT_TRANSLATE_NOOP("sentences", "The server met a fault of its own. The console tries again."),
        "too_many_requests": QT_TRANSLATE_NOOP(
            "sentences", "The server asks us to be slower. Sending goes on at its pace."
        ),
        "redirected": QT_TRANSLATE_NOOP(
            "sentences", "The server points to another address. The console does not follow."
        ),
        "bad_answer": QT_TRANSLATE_NOOP("sentences", "The server's answer cannot be understood. Nothing was changed."),
        "bad_page": QT_TRANSLATE_NOOP(
            "sentences", "What the server sends cannot be taken in: nothing new is shown. The console tries again."
        ),
        "standing_bad_page": QT_TRANSLATE_NOOP(
            "sentences", "What the server sends cannot be taken in: nothing new is shown."
        ),
        "standing_bad_page_advice": QT_TRANSLATE_NOOP(
            "sentences", "What you do is saved and still sent. Tell whoever runs the server."
        ),
        "misread": QT_TRANSLATE_NOOP("sentences", "{count} records cannot be read fully. {what}"),
        "nothing_misread": QT_TRANSLATE_NOOP("sentences", "Every record could be read."),
        "cursor_expired": QT_TRANSLATE_NOOP("sentences", "This copy is too old to be continued; it is being rebuilt."),
        "epoch_changed": QT_TRANSLATE_NOOP("sentences", "The server was restored; this copy is being rebuilt."),
        "schema_too_new": QT_TRANSLATE_NOOP("sentences", "The server is newer than this console. Ask for the update."),
        "update_needed": QT_TRANSLATE_NOOP("sentences", "The server is newer than this console. Ask for the update."),
        "empty_snapshot": QT_TRANSLATE_NOOP("sentences", "The server sent nothing at all; the copy here is kept."),
        # signing in
        "bad_credentials": QT_TRANSLATE_NOOP("sentences", "User name or password is not right."),
        "expired": QT_TRANSLATE_NOOP("sentences", "Your sign-in has run out. Sign in again; saved actions are kept."),
        "forbidden": QT_TRANSLATE_NOOP("sentences", "Your role may not do this."),
        "offline": QT_TRANSLATE_NOOP("sentences", "This needs the server, and there is no connection now."),
        "not_signed_in": QT_TRANSLATE_NOOP("sentences", "Nobody is signed in."),
        **SIGN_IN_SENTENCES,
        **OPENING_SENTENCES,
        **EVIDENCE_SENTENCES,
        "bad_token_file": QT_TRANSLATE_NOOP(
            "sentences", "The token file {file} cannot be read, or holds something else than one token."
        ),
        "wall_token_refused": QT_TRANSLATE_NOOP(
            "sentences", "The server does not accept this wall's token. Ask your IT staff for a new one."
        ),
        "wall_token_of_another": QT_TRANSLATE_NOOP(
            "sentences", "Wrong token: it is for {bound}, this is {here}. The server takes no reports of this wall."
        ),
        # storage
        "full": QT_TRANSLATE_NOOP(
            "sentences", "The disk is full. The action was NOT saved. Free some space and try again."
        ),
        "read_only": QT_TRANSLATE_NOOP("sentences", "The disk can only be read. The action was NOT saved."),
        "sqlite_too_old": QT_TRANSLATE_NOOP("sentences", "SQLite {found} is too old; {needed} or newer is needed."),
        "corrupt": QT_TRANSLATE_NOOP("sentences", "The local copy was damaged and is being rebuilt."),
        "in_use": QT_TRANSLATE_NOOP("sentences", "Another console already uses this data folder."),
        "io_error": QT_TRANSLATE_NOOP("sentences", "The disk reported an error. The action was NOT saved."),
        "busy": QT_TRANSLATE_NOOP(
            "sentences", "Another program holds the local data. Saving goes on as soon as it lets go."
        ),
        "storage_ok": QT_TRANSLATE_NOOP("sentences", "The disk can be written again; actions are saved."),
        "second_copy": QT_TRANSLATE_NOOP(
            "sentences", "Saved, but the second copy could not be written. The console tries again by itself."
        ),
        "outbox_too_new": QT_TRANSLATE_NOOP(
            "sentences",
            "The unsent actions here were saved by a newer console (format {found}, this one knows {known})."
            " Start that version; nothing was changed.",
        ),
        "cache_too_new": QT_TRANSLATE_NOOP(
            "sentences", "The local copy is a newer console's and is being fetched anew from the server."
        ),
        "salvaged": QT_TRANSLATE_NOOP("sentences", "Unsent actions were recovered: {saved} of {total}."),
        "rebuilt": QT_TRANSLATE_NOOP("sentences", "The local copy was rebuilt from the server."),
        # settings and layouts
        **LAYOUT_SENTENCES,
        "bad_setting": QT_TRANSLATE_NOOP("sentences", "{file}, line {line}: “{field}”: {hint}"),
        "settings_broken": QT_TRANSLATE_NOOP("sentences", "{file}, line {line}, column {column}: {hint}"),
        "settings_encoding": QT_TRANSLATE_NOOP(
            "sentences", "{file}, line {line}: byte {position} is no text in UTF-8. Save the file as UTF-8."
        ),
        "settings_unreadable": QT_TRANSLATE_NOOP("sentences", "{file} cannot be read: {hint}"),
        "bad_layout": QT_TRANSLATE_NOOP("sentences", "The layout {file} is not usable: {field}: {hint}"),
        "no_such_layout": QT_TRANSLATE_NOOP("sentences", "There is no wall “{name}” in this city."),
        "layout_kept": QT_TRANSLATE_NOOP(
            "sentences", "The new layout is not usable; the last good one stays: {field}: {hint}"
        ),
        "tile_fault": QT_TRANSLATE_NOOP("sentences", "The tile “{type}” cannot be shown as the layout has it."),
        "unknown_tile": QT_TRANSLATE_NOOP("sentences", "Unknown tile type “{type}”."),
        "layout_missing": QT_TRANSLATE_NOOP("sentences", "The wished layout “{layout}” is not here; what was, stays"),
        "bad_wish": QT_TRANSLATE_NOOP("sentences", "The wish cannot be shown; what was, stays: {field}: {hint}"),
        "wall_missing": QT_TRANSLATE_NOOP("sentences", "The wall “{wall}” is not known here yet; what was, stays"),
        "no_such_node": QT_TRANSLATE_NOOP("sentences", "The wall “{wall}” has no screens on the node “{node}”"),
        "monitor_missing": QT_TRANSLATE_NOOP("sentences", "Its monitor is not plugged in"),
        "no_backend": QT_TRANSLATE_NOOP(
            "sentences", "No server address is set. Start with --backend URL or with --demo."
        ),
        "demo_failed": QT_TRANSLATE_NOOP("sentences", "The demo city did not start: {detail} (log: {log})"),
        # actions
        "sign_in_first": QT_TRANSLATE_NOOP("sentences", "Sign in first."),
        "no_incident": QT_TRANSLATE_NOOP("sentences", "Select an incident first."),
        "unknown_incident": QT_TRANSLATE_NOOP("sentences", "This incident is not in the local copy."),
        "critical_not_shelved": QT_TRANSLATE_NOOP("sentences", "What is critical is never put aside."),
        "not_shelved": QT_TRANSLATE_NOOP("sentences", "It is not put aside."),
        "shelved_too_long": QT_TRANSLATE_NOOP("sentences", "Nothing is put aside for more than eight hours."),
        "no_flood": QT_TRANSLATE_NOOP("sentences", "There is no flood of alarms now."),
        "bad_period": QT_TRANSLATE_NOOP(
            "sentences", "Give both ends of the period, such as 01/11/2026 07:00, the earlier one first."
        ),
        "writing": QT_TRANSLATE_NOOP("sentences", "A file is being written."),
        "cancelled": QT_TRANSLATE_NOOP("sentences", "Stopped. No file was written."),
        "not_written": QT_TRANSLATE_NOOP("sentences", "The file was not written: {what}"),
        "bad_path": QT_TRANSLATE_NOOP("sentences", "Give a whole path that ends in one of {endings}."),
        "locked": QT_TRANSLATE_NOOP("sentences", "The desk is locked."),
        "not_locked": QT_TRANSLATE_NOOP("sentences", "The desk is not locked."),
        "already_acknowledged": QT_TRANSLATE_NOOP("sentences", "Already acknowledged."),
        "not_open": QT_TRANSLATE_NOOP("sentences", "The incident is no longer open."),
        "closed": QT_TRANSLATE_NOOP("sentences", "The incident is closed."),
        "already_closed": QT_TRANSLATE_NOOP("sentences", "The incident is closed."),
        "already_resolved": QT_TRANSLATE_NOOP("sentences", "The incident is already resolved."),
        "not_in_life_cycle": QT_TRANSLATE_NOOP("sentences", "The city does not handle this kind of incident so."),
        "not_at_this_stage": QT_TRANSLATE_NOOP("sentences", "It is not the turn of this step."),
        "clock_paused": QT_TRANSLATE_NOOP("sentences", "The clock stands still; let it run first."),
        "officer_only": QT_TRANSLATE_NOOP("sentences", "Only the duty officer may do this."),
        "reply_first": QT_TRANSLATE_NOOP("sentences", "Answer the reporter first."),
        "not_resolved": QT_TRANSLATE_NOOP("sentences", "Only a resolved incident can be closed."),
        "still_open": QT_TRANSLATE_NOOP("sentences", "The incident is open."),
        "highest_level": QT_TRANSLATE_NOOP("sentences", "The incident is already at the highest level."),
        "already_highest": QT_TRANSLATE_NOOP("sentences", "The incident is already at the highest level."),
        "no_other_camera": QT_TRANSLATE_NOOP("sentences", "No other camera is near this incident."),
        "no_camera": QT_TRANSLATE_NOOP(
            "sentences", "Choose a camera first: click one, or open an incident that has one."
        ),
        "no_ptz": QT_TRANSLATE_NOOP("sentences", "This camera cannot be turned from here."),
        "leased": QT_TRANSLATE_NOOP("sentences", "{holder} is turning this camera now. Ask them, or wait 30 s."),
        "no_lease": QT_TRANSLATE_NOOP("sentences", "You no longer lead this camera. Press P to take it again."),
        "no_preset": QT_TRANSLATE_NOOP("sentences", "This camera has no preset {number}."),
        "camera_unreachable": QT_TRANSLATE_NOOP("sentences", "The camera does not answer to the server."),
        "camera_sign_in": QT_TRANSLATE_NOOP("sentences", "The camera refuses the server's sign-in. Ask your IT staff."),
        "camera_refused": QT_TRANSLATE_NOOP("sentences", "The camera refused the order."),
        "camera_unclear": QT_TRANSLATE_NOOP(
            "sentences",
            "The server cannot tell which of the recorder's channels is this camera, so nothing is turned."
            " Ask your IT staff.",
        ),
        "camera_not_stopped": QT_TRANSLATE_NOOP(
            "sentences",
            "The camera has not confirmed the stop and may still be turning."
            " The server tells it again until it answers.",
        ),
        "no_picture": QT_TRANSLATE_NOOP("sentences", "There is no picture of this camera yet, so nothing was saved."),
        "nothing_kept": QT_TRANSLATE_NOOP("sentences", "Nothing of this camera's last minute is kept yet."),
        "bad_stream": QT_TRANSLATE_NOOP("sentences", "This camera's stream cannot be written as a clip."),
        "too_many": QT_TRANSLATE_NOOP(
            "sentences", "Other pictures are still being saved. Please try again in a moment."
        ),
        "no_memory": QT_TRANSLATE_NOOP("sentences", "This computer has too little memory for it. Nothing was saved."),
        "disk_full": QT_TRANSLATE_NOOP("sentences", "The disk is full. The picture was NOT saved."),
        "bad_file": QT_TRANSLATE_NOOP(
            "sentences", "The picture was NOT saved: its folder cannot be written. Ask your IT staff."
        ),
        "no_decoder": QT_TRANSLATE_NOOP("sentences", "The decoder is restarting. Please try again in a moment."),
        "no_reason": QT_TRANSLATE_NOOP("sentences", "Say the reason in a few words: it is put on record."),
        "too_many_reveals": QT_TRANSLATE_NOOP(
            "sentences",
            "You were told who reported of very many incidents within an hour. Nothing more is shown for a while;"
            " ask the duty officer.",
        ),
        "no_reporter": QT_TRANSLATE_NOOP("sentences", "Nobody is known to have reported this incident."),
        "no_checklist": QT_TRANSLATE_NOOP("sentences", "The city has no checklist for this kind of incident."),
        "no_activation": QT_TRANSLATE_NOOP("sentences", "No response plan is in force."),
        "plan_ended": QT_TRANSLATE_NOOP("sentences", "This plan was stood down already."),
        "no_plan": QT_TRANSLATE_NOOP("sentences", "This plan is not in the local copy."),
        "no_level": QT_TRANSLATE_NOOP("sentences", "Choose one of the levels that there are."),
        "no_poll": QT_TRANSLATE_NOOP("sentences", "The agencies were not asked anything yet."),
        "no_agency": QT_TRANSLATE_NOOP("sentences", "Say which agency, and whether it is ready."),
        "not_a_drill": QT_TRANSLATE_NOOP("sentences", "Situations are made up in drills only."),
        "checklist_done": QT_TRANSLATE_NOOP("sentences", "Every step of the checklist is done."),
        "no_step": QT_TRANSLATE_NOOP("sentences", "The checklist has no such step now."),
        "step_done": QT_TRANSLATE_NOOP("sentences", "{name} has already done this step."),
        "needs_answer": QT_TRANSLATE_NOOP("sentences", "This step asks for an answer."),
        "needs_note": QT_TRANSLATE_NOOP("sentences", "This step asks for a note."),
        "needs_picture": QT_TRANSLATE_NOOP("sentences", "This step asks for a picture, or for words in its place."),
        "no_undo": QT_TRANSLATE_NOOP("sentences", "Nothing of yours is still waiting here."),
        "no_line": QT_TRANSLATE_NOOP("sentences", "Type a filter into the line first: /"),
        "no_deleted": QT_TRANSLATE_NOOP("sentences", "No view was deleted."),
        "no_view": QT_TRANSLATE_NOOP(
            "sentences", "There is no own view under this key yet. Alt+S saves the line as one."
        ),
        "not_own_view": QT_TRANSLATE_NOOP("sentences", "Only your own views can be deleted. Choose one first."),
        "too_many_views": QT_TRANSLATE_NOOP("sentences", "At most {most} own views are kept. Delete one first."),
        "view_saved": QT_TRANSLATE_NOOP("sentences", "The view is saved."),
        "view_deleted": QT_TRANSLATE_NOOP("sentences", "The view is deleted. Alt+Z brings it back."),
        "view_restored": QT_TRANSLATE_NOOP("sentences", "The view is back."),
        "view_not_kept": QT_TRANSLATE_NOOP(
            "sentences", "The disk would not keep the view; it lasts until the end of this session."
        ),
        "desk_not_kept": QT_TRANSLATE_NOOP(
            "sentences", "The disk would not keep how this desk is arranged; it lasts until the end of this session."
        ),
        "same_incident": QT_TRANSLATE_NOOP("sentences", "An incident cannot be joined with itself."),
        "no_place": QT_TRANSLATE_NOOP("sentences", "Nobody said where this incident is, so there is no map of it."),
        "unknown_place": QT_TRANSLATE_NOOP("sentences", "The city's map has no place of that name."),
        "not_demo": QT_TRANSLATE_NOOP("sentences", "Only the demo's city can be cut off: this one is real."),
        "alarm_first": QT_TRANSLATE_NOOP("sentences", "A critical alarm waits: acknowledge it first."),
        "tour_left": QT_TRANSLATE_NOOP("sentences", "The tour left for an alarm; it is in Help (F1)."),
        "tour_waits": QT_TRANSLATE_NOOP("sentences", "A short tour of the desk is in Help (F1)."),
        "network_cut": QT_TRANSLATE_NOOP("sentences", "The demo's network is cut: server and cameras are gone."),
        "network_joined": QT_TRANSLATE_NOOP("sentences", "The demo's network is there again: cameras come back first."),
        "no_page_there": QT_TRANSLATE_NOOP("sentences", "There is no page in that direction"),
        "nothing_related": QT_TRANSLATE_NOOP("sentences", "Nothing is near this incident, and nothing is joined."),
        "not_joined": QT_TRANSLATE_NOOP("sentences", "The incident is not joined with another."),
        "no_action": QT_TRANSLATE_NOOP("sentences", "This action is not in the list any more."),
        "already_sent": QT_TRANSLATE_NOOP(
            "sentences", "Already on its way to the server: it can no longer be withdrawn."
        ),
        "stays_told": QT_TRANSLATE_NOOP("sentences", "What left this desk stays told: it cannot be withdrawn."),
        "no_shift": QT_TRANSLATE_NOOP("sentences", "No shift is known here yet."),
        "unknown_entry": QT_TRANSLATE_NOOP("sentences", "There is no such typed line in the log."),
        "unknown_handover": QT_TRANSLATE_NOOP("sentences", "There is no such handover for you."),
        "items_changed": QT_TRANSLATE_NOOP(
            "sentences", "Your open items have changed meanwhile. Look once more, then sign."
        ),
        "nothing_to_take": QT_TRANSLATE_NOOP("sentences", "Everything in this handover is decided already."),
        "empty_text": QT_TRANSLATE_NOOP("sentences", "Please write something first."),
        "unknown_person": QT_TRANSLATE_NOOP("sentences", "This person is not on duty."),
        **ARGUMENT_SENTENCES,
        **ACCOUNT_SENTENCES,
        **PIN_SENTENCES,
        "unknown_command": QT_TRANSLATE_NOOP("sentences", "There is no command “{name}”."),
        "withdrawn": QT_TRANSLATE_NOOP("sentences", "Withdrawn; nothing was sent."),
        "no_conflict": QT_TRANSLATE_NOOP("sentences", "Nothing waits for a decision."),
        "no_catch_up": QT_TRANSLATE_NOOP("sentences", "There was no outage since the start."),
        # wall control
        "no_wall": QT_TRANSLATE_NOOP("sentences", "There is no wall here yet."),
        "one_wall": QT_TRANSLATE_NOOP("sentences", "This centre has one wall."),
        "wall_held": QT_TRANSLATE_NOOP("sentences", "Somebody else controls the wall until their time is up."),
        "wall_not_held": QT_TRANSLATE_NOOP("sentences", "Nobody else controls the wall; T takes it."),
        "wall_not_yours": QT_TRANSLATE_NOOP("sentences", "You do not control the wall now; T takes it."),
        "duty_officer_only": QT_TRANSLATE_NOOP("sentences", "Only a duty officer may take the wall over."),
        "wall_as_it_is": QT_TRANSLATE_NOOP("sentences", "The wall is wished to show just that already."),
        "unknown_screen": QT_TRANSLATE_NOOP("sentences", "The wall has no such screen."),
        "unknown_preset": QT_TRANSLATE_NOOP("sentences", "The wall has no such preset."),
        "choose_preset": QT_TRANSLATE_NOOP("sentences", "Choose a preset in the list first (2, ↑ ↓)."),
        "preset_in_plan": QT_TRANSLATE_NOOP(
            "sentences", "The preset “{name}” stays: the response plan “{plan}” shows it."
        ),
        "no_change": QT_TRANSLATE_NOOP("sentences", "There is no such change to go back behind."),
        "nothing_to_show": QT_TRANSLATE_NOOP("sentences", "The desk shows nothing of that kind now."),
        "bad_minutes": QT_TRANSLATE_NOOP("sentences", "Control can be taken for 1 to 60 minutes."),
        "wall_lease_soon": QT_TRANSLATE_NOOP(
            "sentences", "Your control of “{wall}” ends at {time}. Ctrl+W, then E keeps it for longer."
        ),
        "wall_lease_ended": QT_TRANSLATE_NOOP(
            "sentences", "Your control of “{wall}” ended at {time}; anybody may lead it now. Ctrl+W, then T takes it."
        ),
        "wall_told": QT_TRANSLATE_NOOP("sentences", "Wall: {text}"),
        # standing states, on the strips until they end
        "standing_full": QT_TRANSLATE_NOOP("sentences", "The disk is full: actions are NOT saved."),
        "standing_full_advice": QT_TRANSLATE_NOOP(
            "sentences", "Free some space; write on paper until then. What was saved before is safe."
        ),
        "standing_read_only": QT_TRANSLATE_NOOP("sentences", "The disk can only be read: actions are NOT saved."),
        "standing_read_only_advice": QT_TRANSLATE_NOOP(
            "sentences", "Call your IT staff; write on paper until then. What was saved before is safe."
        ),
        "standing_rebuilding": QT_TRANSLATE_NOOP("sentences", "The local copy is being rebuilt from the server."),
        "standing_rebuilding_advice": QT_TRANSLATE_NOOP(
            "sentences", "The queue fills up again by itself. What you do is saved."
        ),
        "standing_update": QT_TRANSLATE_NOOP(
            "sentences", "The server is newer than this console: nothing new is shown."
        ),
        "standing_old_server": QT_TRANSLATE_NOOP(
            "sentences", "The server is older than this console: nothing new is shown."
        ),
        "standing_old_server_advice": QT_TRANSLATE_NOOP(
            "sentences", "What you do is saved and still sent. Ask your IT staff to update the server."
        ),
        "server_too_old": QT_TRANSLATE_NOOP(
            "sentences", "The server is older than this console. Ask your IT staff to update the server."
        ),
        "standing_update_advice": QT_TRANSLATE_NOOP(
            "sentences", "What you do is saved and still sent. Ask your IT staff for the update."
        ),
        # answers of the server
        "rejected": QT_TRANSLATE_NOOP(
            "sentences", "The server refused an action: {reason}. It is kept under “Our actions” (O)."
        ),
        "action_rejected": QT_TRANSLATE_NOOP(
            "sentences", "The server refused an action. It is kept under “Our actions” (O)."
        ),
        "action_conflict": QT_TRANSLATE_NOOP(
            "sentences", "Somebody else changed the incident meanwhile. Please decide: Ctrl+D."
        ),
        "conflict": QT_TRANSLATE_NOOP("sentences", "Somebody else changed the incident meanwhile. Please decide."),
        "superseded": QT_TRANSLATE_NOOP("sentences", "Somebody else was first; their assignment stands."),
        "action_expired": QT_TRANSLATE_NOOP(
            "sentences",
            "An order of yours is too old to be sent. It is kept under “Our actions” (O): send it again or let it go.",
        ),
        "action_superseded": QT_TRANSLATE_NOOP("sentences", "Somebody else was first; their assignment stands."),
        "delivered": QT_TRANSLATE_NOOP("sentences", "All waiting actions have arrived: {count}."),
        **SERVER_SENTENCES,
        # ourselves
        "restarted": QT_TRANSLATE_NOOP(
            "sentences", "The console ended unexpectedly and was started again. Nothing saved is lost."
        ),
        "loop_restarted": QT_TRANSLATE_NOOP(
            "sentences", "A part of the console stood still and was started again. Nothing saved is lost."
        ),
        "our_fault": QT_TRANSLATE_NOOP("sentences", "A fault of ours, not yours. It was logged; work goes on."),
        "bad_luck": QT_TRANSLATE_NOOP("sentences", "It did not work: {what}"),
    }
)


def known_codes() -> frozenset[str]:
    """Every code that has a sentence of its own."""
    return frozenset(_SENTENCES)


def sentence(code: str, params: Mapping[str, object] = MappingProxyType({})) -> str:
    """The sentence for `code`, filled from `params`; an unknown code is shown as it is, never hidden."""
    source = _SENTENCES.get(code)
    if source is None:
        detail = ", ".join(f"{name}: {value}" for name, value in params.items())
        return f"{code} ({detail})" if detail else code
    params = with_hint(params, QCoreApplication.translate)
    params = with_system_words(code, params, QCoreApplication.translate)
    filled = Gaps({"place": place_words(params), **params}) if code in LAYOUT_SENTENCES else Gaps(params)
    if code == "misread":
        filled["what"] = misread_words(params.get("first"))
    return QCoreApplication.translate(_CONTEXT, source).format_map(filled)


def source_of(code: str) -> str:
    """The English sentence behind `code`, to be translated where no Qt application runs yet."""
    return _SENTENCES.get(code, code)


class Gaps(dict[str, object]):
    """Parameters that never fail to be filled in: what is missing shows as an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"
