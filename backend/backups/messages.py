"""What is said of backups, in Vietnamese and English."""

from __future__ import annotations

from types import MappingProxyType

_TEXTS = MappingProxyType({
    "no_key": (
        "Tệp {file} không chứa khóa niêm phong: hãy tạo bằng “backup --new-key TỆP”.",
        "The file {file} holds no key for backups: make one with “backup --new-key FILE”.",
    ),
    "no_key_named": (
        "Chưa biết niêm phong bằng khóa nào: hãy thêm --key-file TỆP (tạo mới bằng “backup --new-key TỆP”).",
        "No key is named: add --key-file FILE (“backup --new-key FILE” makes one).",
    ),
    "no_folder_named": (
        "Chưa biết lưu bản sao ở đâu: hãy ghi thư mục, hoặc trường “backup_folder” trong tệp của --config.",
        "No folder is named: add it, or the field “backup_folder” in the file of --config.",
    ),
    "key_made": (
        "Đã tạo khóa {file}. Mất khóa này là mất mọi bản sao: hãy cất một bản ở nơi khác, xa máy chủ.",
        "The key {file} was made. Without it every backup is lost: keep a copy somewhere else, away from the server.",
    ),
    "key_there": (
        "Đã có tệp {file}, không ghi đè: các bản sao trước đây cần khóa ấy.",
        "The file {file} is there already and stays: earlier backups may need it.",
    ),
    "made": (
        "Đã sao lưu và khôi phục thử thành công: {file} ({size}, {rows} dòng, {actions} hành động).",
        "Backed up, and proven by restoring: {file} ({size}, {rows} rows, {actions} actions).",
    ),
    "pruned": ("Đã xóa bản cũ {file}.", "Removed the old one {file}."),
    "restored": (
        "Đã khôi phục bản của {made_at}; thời kỳ mới là {epoch}. Các bàn điều hành sẽ tự gửi lại những gì còn thiếu.",
        "Restored as of {made_at}; the new epoch is {epoch}. Consoles offer again by themselves what it lacks.",
    ),
    "put_aside": (
        "Dữ liệu trước đó vẫn còn ở {aside}; hãy tự xóa khi không cần nữa.",
        "What was there before is in {aside}; remove it yourself once it is not needed.",
    ),
    "not_sealed": ("{file} không phải bản sao của IOC Console.", "{file} is no backup of IOC Console."),
    "wrong_key_or_changed": (
        "Không mở được {file}: sai khóa, hoặc tệp đã bị thay đổi.",
        "{file} cannot be opened: the key is another one, or the file was changed.",
    ),
    "cut": (
        "{file} bị cắt cụt hoặc bị thay đổi ở giữa, không dùng được.",
        "{file} was cut off or changed in the middle and is of no use.",
    ),
    "changed": (
        "Nội dung của {file} không khớp mã kiểm tra, không dùng được.",
        "The content of {file} is not what its sum says; it is of no use.",
    ),
    "other_form": (
        "{file} ở dạng mà chương trình này không biết: hãy dùng phiên bản đã tạo ra nó.",
        "{file} has a form that this program does not know: use the version that made it.",
    ),
    "other_kind": (
        "{file} là bản sao của {kind}: hãy khôi phục vào một cơ sở dữ liệu cùng loại.",
        "{file} is a backup of {kind}: restore it into a database of that kind.",
    ),
    "other_namespace": (
        "Bản sao thuộc lược đồ “{namespace}”: hãy thêm ?options=-csearch_path={namespace} vào địa chỉ.",
        "The backup is of the schema “{namespace}”: add ?options=-csearch_path={namespace} to the address.",
    ),
    "damaged": ("Cơ sở dữ liệu trong {file} bị hỏng.", "The database in {file} is damaged."),
    "differs": (
        "Khôi phục thử {file} cho kết quả khác bản gốc ({what}): bản sao này không dùng được.",
        "Restoring {file} gave something else than the original ({what}): it is of no use.",
    ),
    "chain_broken": (
        "Chuỗi nhật ký trong {file} đứt ở hành động {action}: hãy chạy “check” trên cơ sở dữ liệu gốc.",
        "The chain of the log in {file} breaks at the action {action}: run “check” on the database itself.",
    ),
    "not_empty": (
        "{database} đã có dữ liệu, không bị thay đổi: hãy chọn nơi khác, hoặc thêm --replace để cất dữ liệu cũ đi.",
        "{database} is not empty; nothing was changed: choose another, or add --replace to put aside what is there.",
    ),
    "busy": (
        "Đang có một lần sao lưu khác vào {folder}: hãy đợi nó xong.",
        "Another backup into {folder} is being made: wait until it is done.",
    ),
    "in_use": (
        "{database} đang được dùng, không bị thay đổi: hãy dừng máy chủ trước.",
        "{database} is in use; nothing was changed: stop the server first.",
    ),
    "no_scratch": (
        "Không khôi phục thử được: vai trò “{user}” chưa được tạo cơ sở dữ liệu; hãy chạy ALTER ROLE {user} CREATEDB. "
        "Không có bản sao nào được lưu.",
        "The backup cannot be proven: the role “{user}” may not make databases; run ALTER ROLE {user} CREATEDB. No "
        "backup was kept.",
    ),
    "tool_missing": (
        "Không có chương trình {tool}: hãy cài gói postgresql-client cùng phiên bản với máy chủ.",
        "There is no program {tool}: install the package postgresql-client of the server's version.",
    ),
    "tool_failed": ("{tool} không xong: {words}", "{tool} failed: {words}"),
    "backup_os": (
        "Không ghi hay đọc được {file}: {reason}.",
        "{file} cannot be written or read: {reason}.",
    ),
    "database_failed": (
        "Cơ sở dữ liệu không làm được việc này: {reason}.",
        "The database could not do it: {reason}.",
    ),
    "check_ok": (
        "Cơ sở dữ liệu lành lặn: {actions} hành động nối liền, {records} bản ghi.",
        "The database is sound: {actions} actions in one chain, {records} records.",
    ),
    "check_schema": (
        "Lược đồ là “{version}”, không phải {ours}: hãy khởi động máy chủ để nâng cấp rồi kiểm tra lại.",
        "The schema is “{version}” and not {ours}: start the server to bring it up, then check again.",
    ),
    "check_pages": ("Tệp cơ sở dữ liệu bị hỏng: {words}", "The database file is damaged: {words}"),
    "check_sums": (
        "PostgreSQL đã thấy {count} trang sai mã kiểm tra: hãy xem ổ đĩa.",
        "PostgreSQL met {count} pages with a wrong checksum: look at the disk.",
    ),
    "check_chain": (
        "Chuỗi nhật ký đứt ở hành động {action}: có dòng bị sửa hoặc bị mất.",
        "The chain of the log breaks at the action {action}: a row was changed or is missing.",
    ),
    "check_counter": (
        "Bộ đếm “{name}” là {value}, thấp hơn số đã cấp {newest}: hãy chạy “restored” trước khi phục vụ.",
        "The counter “{name}” is {value}, behind {newest}, which was given out: run “restored” before serving.",
    ),
    "check_tail": (
        "Nhật ký dừng ở số {newest} trong khi đã cấp tới {value}: phần cuối bị mất.",
        "The log ends at {newest}, and numbers up to {value} were given out: its end is missing.",
    ),
    "check_twice": ("{count} số thứ tự được cấp hai lần.", "{count} numbers of the feed were given out twice."),
    "check_epoch": ("Không có tên thời kỳ (epoch).", "There is no epoch."),
    "check_orphans": (
        "{count} dòng của bảng {what} trỏ tới thứ không có.",
        "{count} rows of the table {what} point at what is not there.",
    ),
})  # fmt: skip


def say(lang: str, code: str, **params: object) -> str:
    """The sentence for `code` in `lang` (`vi` or `en`). KeyError for an unknown code."""
    vi, en = _TEXTS[code]
    return (vi if lang == "vi" else en).format(**params)
