"""Sentences of the backend's command line, Vietnamese and English."""

from __future__ import annotations

import errno
from types import MappingProxyType

_TEXTS = MappingProxyType({
    "no_database": (
        "Không mở được cơ sở dữ liệu {database}: {reason}. Hãy kiểm tra địa chỉ sau --database, máy chủ và quyền ghi.",
        "The database {database} cannot be opened: {reason}. Check the address behind --database, the server, and "
        "permissions.",
    ),
    "bad_database_address": (
        "Địa chỉ sau --database không đọc được: cần sqlite:///TỆP hoặc postgresql://MÁY/TÊN.",
        "The address behind --database cannot be read: it has to be sqlite:///FILE or postgresql://HOST/NAME.",
    ),
    "bad_points_address": (
        "Địa chỉ sau --points không đọc được: cần http://MÁY:CỔNG của VictoriaMetrics, không kèm tên và mật khẩu.",
        "The address behind --points cannot be read: it has to be http://HOST:PORT of a VictoriaMetrics, without a "
        "name and a password.",
    ),
    "database_missing": (
        "Không có cơ sở dữ liệu {database}: hãy kiểm tra tên sau --database; chỉ “serve” mới tạo cơ sở dữ liệu mới.",
        "There is no database {database}: check the name behind --database; only “serve” makes a new one.",
    ),
    "no_database_folder": (
        "Không có thư mục {folder} cho cơ sở dữ liệu {database}: hãy kiểm tra tên sau --database hoặc tạo thư mục đó.",
        "There is no folder {folder} for the database {database}: check the name behind --database, or make it.",
    ),
    "database_is_folder": (
        "{database} là một thư mục, không phải cơ sở dữ liệu: hãy kiểm tra tên sau --database.",
        "{database} is a folder and no database: check the name behind --database.",
    ),
    "not_a_database": (
        "Tệp {database} không phải cơ sở dữ liệu SQLite; không có gì bị thay đổi: hãy kiểm tra tên sau --database.",
        "The file {database} is no SQLite database; nothing was changed: check the name behind --database.",
    ),
    "foreign_database": (
        "Cơ sở dữ liệu {database} không phải của IOC Console, không bị thay đổi: hãy kiểm tra tên sau --database.",
        "The database {database} is not IOC Console's; nothing was changed: check the name behind --database.",
    ),
    "database_newer": (
        "Cơ sở dữ liệu {database} là của một phiên bản mới hơn (lược đồ {version}), không bị thay đổi: hãy cập nhật"
        " chương trình này.",
        "The database {database} is a newer version's (schema {version}); nothing was changed: update this program.",
    ),
    "secret_no_file": ("{file} không phải là tệp thường.", "{file} is no plain file."),
    "secret_mode": (
        "Người khác đọc được tệp bí mật {file} (quyền {mode}): hãy chạy “chmod 600 {file}”.",
        "Others can read the secret file {file} (mode {mode}): run “chmod 600 {file}”.",
    ),
    "secret_encoding": (
        "Tệp bí mật {file} không phải văn bản UTF-8 (byte thứ {position}).",
        "The secret file {file} is no UTF-8 text (byte {position}).",
    ),
    "secret_unreadable": (
        "Không đọc được tệp bí mật {file}: {reason}.",
        "The secret file {file} cannot be read: {reason}.",
    ),
    "advisories_unusable": (
        "Không dùng được tệp {file}: {reason}. Hãy mang đến bản xuất của OSV cho PyPI (all.zip).",
        "The file {file} cannot be used: {reason}. Bring an export of OSV for PyPI (all.zip).",
    ),
    "advisories_no_export": ("trong đó không có cảnh báo nào", "there is no advisory in it"),
    "advisories_too_large": ("quá lớn", "it is too large"),
    "advisories_broken": ("tệp bị hỏng", "it is broken"),
    "advisories_checked": (
        "{libraries} thư viện đã so với {advisories} cảnh báo, mới nhất ngày {newest}: {affected} bị ảnh hưởng.",
        "{libraries} libraries held against {advisories} advisories, the newest of {newest}: {affected} affected.",
    ),
    "advisory_fixed": ("Đã sửa trong {versions}.", "Mended in {versions}."),
    "advisory_open": ("Chưa có bản sửa.", "Not mended yet."),
    "password_seen": (
        "Mật khẩu trong địa chỉ sau {option} thì ai trên máy này cũng thấy được (ps). Hãy bỏ mật khẩu khỏi địa chỉ và"
        " để trong tệp quyền 0600 sau --database-password-file, hoặc đặt địa chỉ trong tệp cấu hình (--config).",
        "Everybody on this machine can see the password in the address behind {option} (ps). Take it out, and put it"
        " into a file of mode 0600 behind --database-password-file, or put the address into the file behind --config.",
    ),
    "secret_empty": ("Dòng đầu của tệp bí mật {file} để trống.", "The first line of the secret file {file} is empty."),
    "erase_for_whom": (
        "Cần --who (người quyết định) và --why (yêu cầu được đáp ứng): việc xóa dữ liệu cá nhân được ghi lại.",
        "--who (who decided it) and --why (the request that it answers) are needed: it is kept that personal data was"
        " erased.",
    ),
    "no_number": (
        "Hãy đưa số điện thoại hoặc số giấy tờ (ít nhất 8 chữ số) vào dòng đầu của đầu vào chuẩn.",
        "Give the number of a telephone or of a paper (8 digits at least) on the first line of standard input.",
    ),
    "erased": (
        "Đã xóa dữ liệu cá nhân ở {count} sự cố; nhật ký thao tác giữ nguyên cho đến khi hết hạn lưu.",
        "Personal data of {count} incidents was erased; the log of actions stays as it is until its own days are over.",
    ),
    "erase_open": (
        "Chưa xóa ở các sự cố còn mở: {incidents}. Hãy chạy lại khi chúng đã kết thúc.",
        "Not erased of incidents that are still open: {incidents}. Run it again once they are over.",
    ),
    "archive_date": (
        "{text} không phải là một ngày: hãy viết ngày sau --before dạng 2026-01-01.",
        "{text} is no day: write the one behind --before as 2026-01-01.",
    ),
    "archive_nothing": (
        "Không có gì để đưa vào kho lưu trữ: thành phố giữ trong cơ sở dữ liệu nhật ký thao tác từ {log} và sự cố đã"
        " kết thúc từ {past}.",
        "There is nothing to archive: the city keeps the log of actions from {log} on, and incidents that ended from"
        " {past} on, in the database.",
    ),
    "archive_unlike": (
        "Kho lưu trữ trong {folder} không khớp ({what}); không có gì bị xóa khỏi cơ sở dữ liệu. Hãy giữ lại thư mục đó"
        " và kiểm tra đĩa; nếu là một thao tác trong nhật ký, hãy báo người vận hành máy chủ.",
        "The archive in {folder} is not as it was written ({what}); nothing was removed from the database. Keep that"
        " folder and check the disk; where it is an action of the log, tell whoever runs the server.",
    ),
    "archive_disk": (
        "Không ghi được kho lưu trữ vào {folder}: {reason}; không có gì bị xóa khỏi cơ sở dữ liệu.",
        "The archive cannot be written to {folder}: {reason}; nothing was removed from the database.",
    ),
    "archived": (
        "{folder}: {actions} thao tác, {reveals} lần xem người báo, {incidents} sự cố đã kết thúc; đã kiểm tra lại và"
        " đưa ra khỏi cơ sở dữ liệu.",
        "{folder}: {actions} actions, {reveals} looks at who reported, {incidents} incidents that ended; read back, and"
        " taken out of the database.",
    ),
    "os_full": ("đĩa đã đầy", "the disk is full"),
    "os_no_leave": ("không có quyền ghi ở đó", "it cannot be written to"),
    "no_port": (
        "Không lắng nghe được ở cổng {port}: {reason}. Hãy chọn cổng khác bằng --port.",
        "Port {port} cannot be listened on: {reason}. Choose another with --port.",
    ),
    "plain_http_refused": (
        "Máy khác tới được địa chỉ {host}, mà chưa có TLS: ai trên đường truyền cũng đọc được mật khẩu. Hãy cho"
        " chứng thư và khóa (tls_certificate, tls_key), hoặc nghe ở 127.0.0.1 sau một proxy; allow_plain_http chỉ"
        " dành cho mạng riêng sau proxy.",
        "Other machines reach the address {host}, and there is no TLS: everybody on the way could read passwords."
        " Give it a certificate and a key (tls_certificate, tls_key), or listen on 127.0.0.1 behind a proxy;"
        " allow_plain_http is for a network of its own behind a proxy.",
    ),
    "plain_http_allowed": (
        "CẢNH BÁO: {host} phục vụ không mã hóa (allow_plain_http): ai trên đường truyền cũng đọc và sửa được mật khẩu"
        " cùng mọi dữ liệu. Chỉ dùng trên mạng riêng sau proxy.",
        "WARNING: {host} is served without encryption (allow_plain_http): everybody on the way can read and change"
        " passwords and all data. Only on a network of its own behind a proxy.",
    ),
    "tls_half": (
        "Chứng thư và khóa phải đi cùng nhau: hãy cho cả tls_certificate và tls_key.",
        "Certificate and key belong together: give both tls_certificate and tls_key.",
    ),
    "tls_unfit": (
        "không phải chứng thư PEM với khóa của nó, hoặc khóa đặt mật khẩu ({detail})",
        "it is no PEM certificate with its own key, or the key is under a password ({detail})",
    ),
    "tls_unusable": (
        "Không dùng được chứng thư {file}: {reason}.",
        "The certificate {file} cannot be used: {reason}.",
    ),
    "bad_camera_access": (
        "Không dùng được tệp quyền vào camera {file}: {reason}. Tệp phải là JSON đúng mẫu, quyền 0600.",
        "The camera access file {file} cannot be used: {reason}. It has to be JSON as documented, with mode 0600.",
    ),
    "no_footage": (
        "Không mở được phim {file}. Hãy kiểm tra tệp sau --video.",
        "The footage {file} cannot be opened. Check the file behind --video.",
    ),
    "no_clips": (
        "Không lưu được đoạn phim camera trong {folder}: {reason}. Hãy dọn chỗ hoặc chọn thư mục khác bằng --cache.",
        "Camera clips cannot be kept in {folder}: {reason}. Make room there, or choose another folder with --cache.",
    ),
    "drawers_died": ("các tiến trình vẽ đã dừng giữa chừng", "the processes that draw ended on the way"),
    "clip_is_being_drawn": ("Đang vẽ đoạn phim của camera này", "The clip of this camera is being drawn"),
    "cameras_missing_packages": (
        "Thiếu gói hệ thống cho camera mẫu. Hãy chạy: sudo apt-get install {detail}",
        "System packages for the demo's cameras are missing. Run: sudo apt-get install {detail}",
    ),
    "cameras_port_in_use": (
        "Cổng {detail} đang có chương trình khác dùng. Hãy chọn cổng khác bằng --port.",
        "Port {detail} is in use by another program. Choose another with --port.",
    ),
    "cameras_ended": (
        "Máy chủ camera dừng ngay khi khởi động. Hãy chạy “python -m backend cameras” để xem vì sao.",
        "The camera server ended at its start. Run “python -m backend cameras” to see why.",
    ),
    "city_apply_now": ("Áp dụng các thay đổi này? Gõ “có” để tiếp tục:", "Apply these changes? Type “yes” to go on:"),
    "city_says_no_yes": (
        "Chưa thay đổi gì. Để áp dụng, hãy chạy lại với --yes.",
        "Nothing was changed. To apply this, run it again with --yes.",
    ),
    "city_changed_meanwhile": (
        "Dữ liệu vừa thay đổi trong lúc chờ; đây là kế hoạch mới:",
        "The database changed in the meantime; this is how they differ now:",
    ),
    "city_applied": ("Đã áp dụng.", "Applied."),
    "device_code": (
        "Mã này cho phép một máy mới đăng nhập, trong 24 giờ và một lần.",
        "This code lets one new device sign in, within 24 hours and once.",
    ),
    "evidence_no_key": (
        "Máy chủ này chưa có khóa cho bằng chứng: hãy đặt evidence_key_file.",
        "This server has no key for evidence: set evidence_key_file.",
    ),
    "device_changed": ("Đã lưu máy {device}.", "Saved the device {device}."),
    "device_for_which": (
        "Chưa biết máy nào: cần --id, xem “device list”.",
        "Which device? It needs --id, see “device list”.",
    ),
    "no_such_device": (
        "Không có máy “{device}”, xem “device list”.",
        "There is no device “{device}”, see “device list”.",
    ),
    "device_enabled": ("được phép", "may come in"),
    "device_disabled": ("đã khóa", "shut out"),
    "token_for_whom": (
        "Chưa biết mã truy cập này cho ai: cần --wall (và --node), hoặc --name.",
        "For whom is this token? It needs --wall (and --node), or --name.",
    ),
    "feed_which_source": (
        "Chưa biết mã truy cập này cho nguồn nào: cần --source ID.",
        "For which source is this token? It needs --source ID.",
    ),
    "feed_what": (
        "Cần --types (trong số: {known}), --prefix, các số lớn hơn 0, và mã nguồn dài tối đa 59 chữ.",
        "It needs --types (of: {known}), --prefix, numbers above 0, and a source of 59 letters at most.",
    ),
    "feed_ended": (
        "Đã chấm dứt {count} mã truy cập của nguồn “{source}”.",
        "{count} tokens of the source “{source}” have ended.",
    ),
    "no_such_wall": (
        "Không có tường hình hay bố cục “{wall}”. Tường hình: {known}. Bố cục: {layouts}.",
        "There is no wall and no layout “{wall}”. Walls: {known}. Layouts: {layouts}.",
    ),
    "no_such_node": (
        "Tường hình “{wall}” không có máy “{node}”. Hiện có: {known}.",
        "The wall “{wall}” has no node “{node}”. It has: {known}.",
    ),
    "password_encoding": (
        "Mật khẩu ở đầu vào không phải văn bản UTF-8: byte thứ {position}. Hãy lưu lại tệp ở mã UTF-8.",
        "The password on standard input is no text in UTF-8: byte {position}. Save its file as UTF-8.",
    ),
    "no_password": ("Chưa có mật khẩu ở dòng đầu của đầu vào.", "There is no password on the first line of input."),
})  # fmt: skip

_ACCESS = MappingProxyType({
    "no_file": ("không đọc được ({reason})", "{reason}"),
    "no_plain_file": ("không phải tệp thường", "it is no plain file"),
    "mode": ("quyền đang là {mode}, phải là 0600: chmod 600", "its mode is {mode}; it has to be 0600"),
    "large": ("lớn hơn {limit} byte", "it has more than {limit} bytes"),
    "encoding": (
        "không phải văn bản UTF-8, xem byte thứ {position} ở dòng {line}; hãy lưu lại ở mã UTF-8",
        "it is no text in UTF-8, see byte {position} in line {line}; save it as UTF-8",
    ),
    "syntax": (
        "sai cú pháp JSON ở dòng {line}, cột {column}: {why}",
        "invalid JSON in line {line}, column {column}: {why}",
    ),
    "fields": ("sai nội dung ở {places}", "{places}"),
})  # fmt: skip
_WHY = MappingProxyType({
    "comment": ("không được có ghi chú (// hay #); hãy bỏ đi", "comments (// or #) are not allowed; take them out"),
    "trailing_comma": ("thừa dấu phẩy sau phần tử cuối; hãy bỏ đi", "a comma behind the last entry; take it out"),
    "decimal_comma": ("số lẻ viết bằng dấu chấm, ví dụ 10.5, không phải 10,5", "write 10.5 with a point, not 10,5"),
    "single_quotes": ("dùng dấu nháy kép \" thay cho nháy đơn '", "use double quotes \" rather than single ones '"),
    "curly_quotes": (
        "dùng dấu nháy thẳng \" thay cho nháy cong “ ”",
        "use straight quotes \" rather than curly ones “ ”",
    ),
    "space": (
        "có dấu cách không ngắt chép từ chương trình khác; hãy gõ lại dấu cách",
        "a non-breaking space from another program; type it again",
    ),
    "tab": ("thụt dòng bằng dấu cách, không dùng phím Tab", "indent with spaces, not with tabs"),
    "ended": ("tệp kết thúc giữa chừng; thiếu dấu đóng ở cuối", "the file ends too early; something is not closed"),
    "deep": ("lồng quá nhiều tầng", "it is nested too deeply"),
    "unclosed": ("dấu nháy hay dấu ngoặc chưa đóng", "a quote or a bracket is not closed"),
    "colon": (
        "thừa dấu “:”; nếu thuộc về chữ thì đặt chữ trong dấu nháy kép",
        "an odd “:”; put a text that has one in quotes",
    ),
    "indent": ("thụt dòng không đều với các dòng trên", "it is not indented as the lines above"),
    "tag": ("không được dùng thẻ của YAML (!)", "YAML's tags (!) are not allowed"),
    "sign": (
        "chỗ này không đúng quy tắc; xem lại dấu nháy, dấu ngoặc, dấu phẩy",
        "check quotes, brackets and commas here",
    ),
})  # fmt: skip


def why(lang: str, code: str) -> str:
    """What is wrong at one place of a file, as half a sentence. KeyError for an unknown code."""
    vi, en = _WHY[code]
    return en if lang == "en" else vi


def camera_access_fault(lang: str, code: str, **params: str) -> str:
    """Why the camera access file cannot be used, as half a sentence. KeyError for an unknown code."""
    vi, en = _ACCESS[code]
    filled = {**params, "why": why(lang, params["why"])} if "why" in params else params
    return (en if lang == "en" else vi).format(**filled)


_OS_CODES = MappingProxyType(
    dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "os_full")
    | dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), "os_no_leave")
)


def reason_of(error: OSError, lang: str) -> str:
    """Why the system refused, in `lang` where it is one of the usual reasons, else in the system's words."""
    code = _OS_CODES.get(error.errno or 0)
    return say(lang, code) if code else error.strerror or str(error)


def say(lang: str, code: str, **params: object) -> str:
    """The sentence for `code` in `lang` (`vi` or `en`). KeyError for an unknown code."""
    vi, en = _TEXTS[code]
    return (vi if lang == "vi" else en).format(**params)
