"""One Vietnamese term for one thing: what the glossary of the house replaces stands in no committed translation.

A word comes into the table when it was found on a screen beside the glossary's own word. What is typed into the
queue's line is no matter of this: there every word that people use is understood (`console/queue/words.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import Finding
from tests.architecture.translations import CATALOGUES

REPLACED = (
    (r"(?<!máy chủ đã )ghi nhận", "tiếp nhận (máy chủ đã ghi nhận: stored at the server)"),
    (r"chưa ai nhận|chưa nhận(?! (được|từ))", "chưa tiếp nhận"),
    (r"thời điểm tiếp nhận", "thời điểm tin đến: tiếp nhận is to acknowledge"),
    (r"chưa giao\b(?! ca)", "chưa phân công"),
    (r"cử lực lượng|điều xe", "điều động"),
    (r"chuyển cơ quan|chuyển đơn vị", "chuyển xử lý"),
    (r"chuyển (lên )?cấp|leo thang", "báo cấp trên"),
    (r"báo động giả|báo sai", "báo nhầm"),
    (r"nhắc việc|thúc giục", "đôn đốc"),
    (r"gộp với", "gộp vào"),
    (r"tạm gác|đang gác|gác lại", "tạm hoãn"),
    (r"đồng hồ hạn|dừng đồng hồ", "tạm dừng tính hạn"),
    (r"quyết định sau", "để lại sau"),
    (r"enter mở (sự cố|vụ)", "Enter xem sự cố: mở sự cố is to create one"),
    (r"nghiêm trọng|nguy cấp|rất cao\b|mức [1-4]\b|\bkhẩn\b(?! cấp)", "khẩn cấp, cao, trung bình, thấp"),
    (r"thời hạn", "hạn xử lý"),
    (r"trễ hạn|trễ \{n\}|báo cáo nhanh.*\btrễ\b", "quá hạn"),
    (r"khung nhìn", "bộ lọc (đã lưu)"),
    (r"bão cảnh báo|lũ cảnh báo", "cảnh báo dồn dập"),
    (r"tải cảnh báo: \{|cảnh báo mỗi người", "cảnh báo/người/10 phút"),
    (r"tập dượt|thực tập phương án", "diễn tập"),
    (r"bàn giao", "giao ca"),
    (r"sẵn sàng hay chưa(?!\.)|sẵn sàng chưa", "mức sẵn sàng của đơn vị"),
    (r"tường hình|tường màn hình|(?<!lên )\btường\b(?! trình)", "màn hình ghép (đưa lên tường: the verb)"),
    (r"màn hình ghép đã chiếu|nhật ký tường", "nhật ký trình chiếu"),
    (r"đưa lên màn hình ghép", "đưa lên tường"),
    (r"gom về bàn", "tập trung hình ảnh, số liệu"),
    (r"camera (thực sự )?(sống|hoạt động)|không sống|đều sống|có hình trực tiếp", "camera có hình"),
    (r"máy bận", "giảm hình do máy quá tải"),
    (r"ô cũ nhất", "dữ liệu cũ nhất"),
    (r"trung vị", "điển hình"),
    (r"\bp90\b|phân vị", "90 % trong vòng"),
    (r"\(chuẩn ", "mục tiêu"),
    (r"đã gửi hết", "không có lệnh chờ gửi"),
    (r"cần bạn", "cần xử lý"),
    (r"của ta\b", "thao tác của tôi"),
    (r"giữ của máy chủ|bản của máy chủ|giữ bản kia", "giữ bản trên máy chủ"),
    (r"máy chủ đã nhận|đã vào nhật ký của máy chủ", "máy chủ đã ghi nhận"),
    (r"lưu tốt", "lưu trữ: tốt"),
    (r"chờ đồng bộ", "chờ gửi"),
    (r"vụ việc|sự việc", "sự cố"),
    (r"bộ phận kỹ thuật", "bộ phận CNTT"),
    (r"\d (s|min|h)\b", "giây, phút, giờ: units are spelt"),
)
"""What is looked for in the small letters of a translation, and the glossary's word."""
_MESSAGE = re.compile(r"<translation[^>]*>(.*?)</translation>", re.DOTALL)


def replaced_words(root: Path) -> Iterator[Finding]:
    """Every translation below `root` that uses a word which the glossary replaces."""
    for catalogue, _places in CATALOGUES:
        path = root / catalogue
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        for message in _MESSAGE.finditer(text):
            line = text.count("\n", 0, message.start()) + 1
            for word, wanted in replaced_in(message.group(1)):
                yield Finding(Path(catalogue), line, f"the glossary replaces “{word}”: {wanted}")


def replaced_in(sentence: str) -> Iterator[tuple[str, str]]:
    """Each word of `sentence` that is replaced, and what stands for it."""
    small = sentence.casefold()
    for pattern, wanted in REPLACED:
        found = re.search(pattern, small)
        if found is not None:
            yield found.group(0), wanted
