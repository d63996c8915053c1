"""The sentences about a faulty city pack, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from backend.base.messages import why

_VI = MappingProxyType(
    {
        "missing_folder": "không có thư mục thành phố “{path}”",
        "missing_file": "thiếu tệp này trong thư mục thành phố",
        "unreadable": "không đọc được tệp: {reason}",
        "too_large": "tệp lớn hơn {limit} KiB",
        "outside_pack": "đường dẫn trỏ ra ngoài thư mục thành phố",
        "not_utf8": "tệp không phải văn bản UTF-8 (byte thứ {position}); hãy lưu lại ở mã UTF-8",
        "bad_yaml": "sai cú pháp YAML ở cột {column}, “{near}”: {why}",
        "bad_yaml_value": "có giá trị giống ngày giờ hay số mà không phải ({given}); nếu là chữ thì đặt trong dấu nháy",
        "decimal_comma": "số lẻ viết bằng dấu chấm: {hint}, không phải “{given}”",
        "duplicate_key": "trường “{key}” viết hai lần",
        "alias": "không được dùng neo hay bí danh của YAML (& và *)",
        "missing_field": "thiếu trường bắt buộc “{name}”",
        "bad_placeholder": "“{given}” có chỗ điền lạ; chỉ nhận code, title, place, ward, time, severity, assignee",
        "unknown_field": "không có trường “{name}”",
        "unknown_field_hint": "không có trường “{name}”; có phải ý là “{hint}”?",
        "moved_field": "trường “{name}” chỉ dành cho bản trình diễn; chuyển sang {file}, cùng mã",
        "moved_file": "tệp này chỉ dành cho bản trình diễn; chuyển thành {file}, hoặc xóa đi",
        "one_address": "camera cần đúng một trong “path” (tên luồng dưới --camera-base) và “main_url” (địa chỉ riêng); "
        "“sub_url” đi cùng “main_url”",
        "sign_in_in_address": "địa chỉ có tên hay mật khẩu; bỏ phần trước dấu @ đi và ghi vào tệp của --camera-access",
        "no_stream_address": "không phải địa chỉ luồng video; ghi như rtsp://10.1.2.3:554/Streaming/Channels/101",
        "wrong_type": "phải là {expected}, nhưng đang là “{given}”",
        "wrong_value": "giá trị “{given}” không hợp lệ; {expected}",
        "not_nfc": "chữ “{given}” chưa ở dạng Unicode dựng sẵn (NFC); hãy gõ lại, hoặc chuyển tệp sang NFC",
        "not_plain": "chữ “{given}” có thẻ hoặc ký tự điều khiển; chỉ nhận chữ thường",
        "unknown_reference": "không có {what} “{given}”",
        "unknown_reference_hint": "không có {what} “{given}”; có phải ý là “{hint}”?",
        "duplicate_id": "mã “{given}” đã dùng ở dòng {first}",
        "tile_outside": "ô số {number} vượt ra ngoài lưới {rows} × {cols}",
        "tile_overlap": "ô số {number} đè lên ô khác",
        "missing_due": "cần “due_minutes”, hoặc “due_days” cùng với “due_at”",
        "bad_date": "“{given}” không phải là ngày có thật; viết như 2026-02-28",
        "bad_hours": "giờ “{given}” phải kết thúc sau khi bắt đầu, và bắt đầu sau khung giờ trước",
        "named_twice": "“{given}” ghi hai lần",
        "daylight_saving": "múi giờ “{given}” có đổi giờ mùa; giờ làm việc chỉ tính được ở múi giờ không đổi",
        "second_way": "việc “{verb}” ở bước “{given}” đã có đường đi khác ở trên",
        "officer_only": "việc “{verb}” chỉ giao được cho lãnh đạo trực (duty_officer)",
        "no_way_back": "chỉ quay lại (back) được từ bước dừng đồng hồ (pauses), “{given}” thì không",
        "one_measure": "cần đúng một trong “working_hours”, “hours”, “minutes”",
        "no_limit": "chưa có thời hạn cho mức “{given}”",
        "bad_pick": "“{given}” không hợp lệ; ghi linked, nearest (chỉ cho camera) hoặc danh sách mã, tối đa 16",
        "bad_wish": "một màn hình cần đúng một trong “layout”, “screen”, “tour”; “tour” luôn đi cùng “dwell_s”",
        "no_config": "không có tệp cấu hình này; hãy kiểm tra tên sau --config",
        "bad_claimed_role": "“{given}” phải có dạng GIÁ TRỊ=vai trò, ví dụ truc-ban=operator",
        "bad_network": "“{given}” không phải mạng hay địa chỉ; ghi như 10.1.2.0/24 hoặc 127.0.0.1",
        "bad_keep": "“{given}” không đọc được; ghi như daily=7,weekly=4,monthly=12, ít nhất một số khác 0",
        "bad_json": "sai cú pháp JSON ở cột {column}: {why}",
        "no_features": "phải là một FeatureCollection của GeoJSON, có ít nhất một đối tượng trong “features”",
        "no_feature": "phải là một Feature của GeoJSON, có “properties” và “geometry”",
        "not_wgs84": "“{given}” không phải [kinh độ, vĩ độ] WGS84 tính bằng độ; xuất lại ở EPSG:4326, kinh độ trước",
        "swapped_axes": "tọa độ [{given}] viết vĩ độ trước; GeoJSON cần kinh độ trước, hãy đảo lại rồi xuất",
        "no_shape": "không có hình, nên không được vẽ",
        "bad_geometry": "“{given}” không khớp với loại hình học; ghi tọa độ như GeoJSON quy định",
        "open_ring": "đường bao “{given}” cần ít nhất 4 điểm, điểm cuối trùng điểm đầu",
        "many_features": "có {given} đối tượng, tối đa {limit}; hãy gộp hoặc bớt",
        "many_points": "có {given} điểm, tối đa {limit}; hãy giản lược đường nét",
        "wide_map": "bản đồ rộng {given} km; chỉ nhận bản đồ của một thành phố, tối đa {limit} km, hãy cắt cho vừa",
        "map_elsewhere": "tâm thành phố [{given}] ở ngoài bản đồ; kiểm tra “centre” trong city.yaml và thứ tự tọa độ",
        "bad_message_place": "“{given}” có chỗ điền lạ; chỉ dùng code, title, place, ward, time, severity, assignee, "
        "text, agency, actor, centre, plan, level, reason",
        "receiver_of_another_deed": "việc này không có người nhận như vậy; xem “to” trong city-pack.md",
        "named_receivers": "“to: named” đi cùng “agencies” hoặc “contacts”, và chỉ khi đó",
        "public_by_cap": "“to: public” chỉ đi bằng “channels: [cap]”, và cap chỉ dành cho công chúng",
        "no_web_address": "“{given}” không phải địa chỉ web dùng được; ghi như https://sms.example.vn/gui, không kèm "
        "tên và mật khẩu",
        "no_mail_address": "“{given}” không phải địa chỉ thư điện tử; ghi như truc@example.vn",
        "no_number": "“{given}” không phải số điện thoại; ghi như 0912345678 hoặc +84912345678",
        "bad_answer_path": "“{given}” không đọc được; ghi như $.data.id hoặc $.results[0].status",
        "bad_gateway_place": "“{given}” có chỗ điền lạ; dùng to, text, subject, key, kind, hoặc secret:TÊN "
        "có trong secrets",
        "bad_header": "“{given}” không dùng làm tiêu đề HTTP được",
        "one_way_out": "cần đúng một trong “folder” và “url”; “secret_file” đi cùng “url”",
        "no_screen": "bố cục “{layout}” chỉ có {count} màn hình, đếm từ 0; không có màn hình số {given}",
    }
)
_EN = MappingProxyType(
    {
        "missing_folder": "there is no city folder “{path}”",
        "missing_file": "this file is missing from the city folder",
        "unreadable": "the file cannot be read: {reason}",
        "too_large": "the file is larger than {limit} KiB",
        "outside_pack": "the path leads out of the city folder",
        "not_utf8": "the file is no text in UTF-8 (byte {position}); save it as UTF-8",
        "bad_yaml": "YAML syntax error in column {column}, “{near}”: {why}",
        "bad_yaml_value": "a value looks like a date or a number and is none ({given}); put it in quotes if it is text",
        "decimal_comma": "write the number with a point: {hint}, not “{given}”",
        "duplicate_key": "the field “{key}” is written twice",
        "alias": "YAML anchors and aliases (& and *) are not allowed",
        "missing_field": "the required field “{name}” is missing",
        "bad_placeholder": "“{given}” has an odd placeholder; use code, title, place, ward, time, severity, assignee",
        "unknown_field": "there is no field “{name}”",
        "unknown_field_hint": "there is no field “{name}”; did you mean “{hint}”?",
        "moved_field": "the field “{name}” is for the demo alone; move it to {file}, under the same id",
        "moved_file": "this file is for the demo alone; move it to {file}, or delete it",
        "one_address": "a camera needs exactly one of “path” (its stream below --camera-base) and “main_url” (its own "
        "address); “sub_url” goes with “main_url”",
        "sign_in_in_address": "the address holds a name or a password; remove what stands before the @ and put it into "
        "the file of --camera-access",
        "no_stream_address": "this is no address of a video stream; write one such as "
        "rtsp://10.1.2.3:554/Streaming/Channels/101",
        "wrong_type": "must be {expected}, but is “{given}”",
        "wrong_value": "the value “{given}” is not valid; {expected}",
        "not_nfc": "the text “{given}” is not in composed Unicode form (NFC); type it again, or convert the file",
        "not_plain": "the text “{given}” holds a tag or a control character; plain text only",
        "unknown_reference": "there is no {what} “{given}”",
        "unknown_reference_hint": "there is no {what} “{given}”; did you mean “{hint}”?",
        "duplicate_id": "the id “{given}” is already used in line {first}",
        "tile_outside": "tile {number} reaches beyond the grid of {rows} × {cols}",
        "tile_overlap": "tile {number} lies over another one",
        "missing_due": "needs “due_minutes”, or “due_days” together with “due_at”",
        "bad_date": "“{given}” is no date; write it as 2026-02-28",
        "bad_hours": "the hours “{given}” must end after they begin, and begin after the ones before",
        "named_twice": "“{given}” is named twice",
        "daylight_saving": "the time zone “{given}” sets its clocks; working hours need one that does not",
        "second_way": "“{verb}” at the stage “{given}” already leads another way further up",
        "officer_only": "“{verb}” can only be given to the duty officer",
        "no_way_back": "only a stage that pauses leads back, “{given}” does not",
        "one_measure": "needs exactly one of “working_hours”, “hours”, “minutes”",
        "no_limit": "there is no limit for the level “{given}”",
        "bad_pick": "“{given}” is not valid; write linked, nearest (cameras only) or a list of ids, 16 at most",
        "bad_wish": "a screen needs exactly one of “layout”, “screen”, “tour”; “tour” goes with “dwell_s”",
        "no_config": "there is no such file of configuration; check the name behind --config",
        "bad_claimed_role": "“{given}” has to be VALUE=role, such as truc-ban=operator",
        "bad_network": "“{given}” is no network and no address; write it like 10.1.2.0/24 or 127.0.0.1",
        "bad_keep": "“{given}” cannot be read; write it like daily=7,weekly=4,monthly=12, one of them not 0",
        "bad_json": "JSON syntax error in column {column}: {why}",
        "no_features": "must be a GeoJSON FeatureCollection with at least one feature in “features”",
        "no_feature": "must be a GeoJSON Feature with “properties” and “geometry”",
        "not_wgs84": "“{given}” is not [longitude, latitude] in WGS84 degrees; export as EPSG:4326, longitude first",
        "swapped_axes": "the places [{given}] have latitude first; GeoJSON has longitude first: swap and export again",
        "no_shape": "has no shape, so that it is not drawn",
        "bad_geometry": "“{given}” does not suit the type of geometry; write coordinates as GeoJSON asks",
        "open_ring": "the ring “{given}” needs 4 points at least, the last one the same as the first",
        "many_features": "has {given} features, {limit} at most; join some or leave some out",
        "many_points": "has {given} points, {limit} at most; simplify its lines",
        "wide_map": "the map is {given} km wide; only the map of one city is taken, {limit} km at most: clip it",
        "map_elsewhere": "the centre [{given}] is off the map; check “centre” in city.yaml; longitude goes first",
        "bad_message_place": "“{given}” has an odd placeholder; use code, title, place, ward, time, severity, "
        "assignee, text, agency, actor, centre, plan, level, reason",
        "receiver_of_another_deed": "this deed has no such receiver; see “to” in city-pack.md",
        "named_receivers": "“to: named” goes with “agencies” or “contacts”, and nothing else does",
        "public_by_cap": "“to: public” goes by “channels: [cap]” alone, and cap is for the public alone",
        "no_web_address": "“{given}” is no web address that can be used; write it like https://sms.example.vn/send, "
        "without a name and a password",
        "no_mail_address": "“{given}” is no address of mail; write it like truc@example.vn",
        "no_number": "“{given}” is no number of a telephone; write it like 0912345678 or +84912345678",
        "bad_answer_path": "“{given}” cannot be read; write it like $.data.id or $.results[0].status",
        "bad_gateway_place": "“{given}” has an odd placeholder; use to, text, subject, key, kind, or secret:NAME of "
        "those in secrets",
        "bad_header": "“{given}” cannot be a header of HTTP",
        "one_way_out": "needs exactly one of “folder” and “url”; “secret_file” goes with “url”",
        "no_screen": "the layout “{layout}” has {count} screens, counted from 0; there is no screen {given}",
    }
)
_WORDS_VI = MappingProxyType(
    {
        "string": "chữ",
        "int": "số nguyên",
        "float": "số",
        "bool": "true hoặc false",
        "list": "một danh sách",
        "mapping": "một nhóm trường",
        "at_least": "phải từ {limit} trở lên",
        "above": "phải lớn hơn {limit}",
        "at_most": "không được quá {limit}",
        "below": "phải nhỏ hơn {limit}",
        "longer": "không được để trống",
        "shorter": "không được dài quá {limit}",
        "pattern": "sai mẫu",
        "one_of": "chỉ nhận {limit}",
        "ward": "phường",
        "area": "khu vực",
        "agency": "cơ quan",
        "source": "nguồn dữ liệu",
        "camera": "camera",
        "indicator": "chỉ số",
        "person": "người",
        "kind": "loại sự cố",
        "happening": "mẫu sự cố (demo/incident_kinds.yaml)",
        "contact": "số điện thoại",
        "plan": "phương án",
        "wall": "tường màn hình",
        "preset": "bố trí sẵn của tường này mang mã",
        "later_step": "bước nào phía sau có mã",
        "time_zone": "múi giờ",
        "country": "quốc gia",
        "stage": "bước",
        "level": "mức",
        "screen": "màn hình",
        "layout": "bố cục",
    }
)
_WORDS_EN = MappingProxyType(
    {
        "string": "text",
        "int": "a whole number",
        "float": "a number",
        "bool": "true or false",
        "list": "a list",
        "mapping": "a group of fields",
        "at_least": "it must be {limit} or more",
        "above": "it must be above {limit}",
        "at_most": "it must be {limit} at most",
        "below": "it must be below {limit}",
        "longer": "it must not be empty",
        "shorter": "it must not be longer than {limit}",
        "pattern": "it has the wrong form",
        "one_of": "allowed are {limit}",
        "ward": "ward",
        "area": "area",
        "agency": "agency",
        "source": "source",
        "camera": "camera",
        "indicator": "indicator",
        "person": "person",
        "kind": "kind of incident",
        "happening": "template of incidents (demo/incident_kinds.yaml)",
        "contact": "number to call",
        "plan": "response plan",
        "wall": "wall",
        "preset": "preset of this wall",
        "later_step": "later step",
        "time_zone": "time zone",
        "country": "country",
        "stage": "stage",
        "level": "level",
        "screen": "screen",
        "layout": "layout",
    }
)


def sentence(code: str, at: tuple[str, int, str], params: Mapping[str, str], lang: str = "vi") -> str:
    """One fault in words: `file, line, field: what is wrong`. An unknown `lang` reads as Vietnamese."""
    texts, words = (_EN, _WORDS_EN) if lang == "en" else (_VI, _WORDS_VI)
    file, line, field = at
    filled = dict(params)
    for key in ("expected", "what"):
        if key in filled:
            filled[key] = words[filled[key]].format(limit=filled.get("limit", ""))
    if "why" in filled:
        filled["why"] = why(lang, filled["why"])
    place = [file]
    if line:
        place.append(f"line {line}" if lang == "en" else f"dòng {line}")
    if field:
        place.append(f"field {field}" if lang == "en" else f"trường {field}")
    return f"{', '.join(place)}: {texts[code].format(**filled)}."
