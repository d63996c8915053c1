<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>What is new, and this machine</source>
        <translation>Có gì mới, kiểm tra máy</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>Có gì mới</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Máy này</translation>
    </message>
    <message>
        <source>Looking at this machine…</source>
        <translation>Đang kiểm tra máy này…</translation>
    </message>
    <message>
        <source>{n} of {all} things ask for a hand</source>
        <translation>{n} trong {all} mục cần xử lý</translation>
    </message>
    <message>
        <source>All is well on this machine</source>
        <translation>Máy này không có gì phải xử lý</translation>
    </message>
</context>
<context>
    <name>ActivateForm</name>
    <message>
        <source>Go on</source>
        <translation>Tiếp tục</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Cấp</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>This is a drill: marked everywhere, counted nowhere</source>
        <translation>Đây là diễn tập: có dấu ở mọi nơi, không tính vào số liệu nào</translation>
    </message>
    <message>
        <source>Show the drill on the wall as well</source>
        <translation>Đưa diễn tập lên tường</translation>
    </message>
    <message>
        <source>Level (its digit chooses it)</source>
        <translation>Cấp (bấm số để chọn)</translation>
    </message>
    <message>
        <source>Reason: what is known, and from whom</source>
        <translation>Lý do: biết được gì, từ ai</translation>
    </message>
    <message>
        <source>Choose the level first.</source>
        <translation>Hãy chọn cấp trước.</translation>
    </message>
    <message>
        <source>Say why the plan is activated.</source>
        <translation>Hãy ghi lý do kích hoạt phương án.</translation>
    </message>
    <message>
        <source>A DRILL of “{plan}” begins for the whole room.</source>
        <translation>Bắt đầu DIỄN TẬP “{plan}” cho cả phòng trực.</translation>
    </message>
    <message>
        <source>“{plan}” is activated in earnest for the whole room.</source>
        <translation>Kích hoạt THẬT phương án “{plan}” cho cả phòng trực.</translation>
    </message>
    <message>
        <source>{walls} changes at once, whoever leads it now.</source>
        <translation>{walls} đổi ngay, dù ai đang điều khiển.</translation>
    </message>
    <message>
        <source>The wall keeps what it shows.</source>
        <translation>Màn hình ghép giữ nguyên.</translation>
    </message>
    <message>
        <source>A flash report is due every {n} minutes from now.</source>
        <translation>Từ bây giờ cứ {n} phút phải có một báo cáo nhanh.</translation>
    </message>
    <message>
        <source>Ctrl+Enter again does it in your name, also without a connection.</source>
        <translation>Bấm Ctrl+Enter lần nữa để thực hiện dưới tên bạn, kể cả khi mất kết nối.</translation>
    </message>
    <message>
        <source>Begin the drill</source>
        <translation>Bắt đầu diễn tập</translation>
    </message>
    <message>
        <source>Activate the plan</source>
        <translation>Kích hoạt phương án</translation>
    </message>
</context>
<context>
    <name>ActivationHead</name>
    <message>
        <source>Since {time} ({age})</source>
        <translation>Từ {time} ({age})</translation>
    </message>
    <message>
        <source>Stood down {time}</source>
        <translation>Kết thúc {time}</translation>
    </message>
    <message>
        <source>{n} of our actions wait to be sent</source>
        <translation>{n} thao tác của mình đang chờ gửi</translation>
    </message>
</context>
<context>
    <name>AddForm</name>
    <message>
        <source>Name to sign in with</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>Desk or place of work</source>
        <translation>Bàn trực hoặc nơi làm việc</translation>
    </message>
    <message>
        <source>The name to sign in with has letters without marks, digits and dots: ha.le</source>
        <translation>Tên đăng nhập gồm chữ không dấu, chữ số và dấu chấm: ha.le</translation>
    </message>
    <message>
        <source>Write the full name.</source>
        <translation>Hãy ghi họ và tên.</translation>
    </message>
</context>
<context>
    <name>AdministrationBoard</name>
    <message>
        <source>People and sign-ins</source>
        <translation>Người dùng và phiên đăng nhập</translation>
    </message>
    <message>
        <source>Name, role, desk, area, agency or device</source>
        <translation>Tên, vai trò, bàn trực, khu vực, cơ quan hoặc thiết bị</translation>
    </message>
    <message>
        <source>1 people, 2 sign-ins, 3 devices</source>
        <translation>1 người dùng, 2 phiên đăng nhập, 3 thiết bị</translation>
    </message>
    <message>
        <source>Search people</source>
        <translation>Tìm người dùng</translation>
    </message>
    <message>
        <source>/ begins, Esc goes back to the rows. Marks are not needed.</source>
        <translation>/ để bắt đầu, Esc về danh sách. Không cần gõ dấu.</translation>
    </message>
</context>
<context>
    <name>AfterActionBoard</name>
    <message>
        <source>Report after action</source>
        <translation>Báo cáo sau xử lý</translation>
    </message>
    <message>
        <source>Evidence at the server</source>
        <translation>Chứng cứ ở máy chủ</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Diễn biến</translation>
    </message>
    <message>
        <source>File: .pdf or .txt</source>
        <translation>Tệp: .pdf hoặc .txt</translation>
    </message>
    <message>
        <source>↑ ↓ choose · T kind of line: {kind} · Tab file · Esc closes</source>
        <translation>↑ ↓ chọn · T loại dòng: {kind} · Tab tới tệp · Esc đóng</translation>
    </message>
</context>
<context>
    <name>AnswerForm</name>
    <message>
        <source>Write it down</source>
        <translation>Ghi lại</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Trả lời</translation>
    </message>
    <message>
        <source>1  Ready</source>
        <translation>1  Sẵn sàng</translation>
    </message>
    <message>
        <source>2  Not ready</source>
        <translation>2  Chưa sẵn sàng</translation>
    </message>
    <message>
        <source>What they said, if anything</source>
        <translation>Đơn vị nói gì (nếu có)</translation>
    </message>
    <message>
        <source>Choose ready or not ready.</source>
        <translation>Hãy chọn sẵn sàng hay chưa.</translation>
    </message>
</context>
<context>
    <name>AssignForm</name>
    <message>
        <source>Assign</source>
        <translation>Phân công</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Người nhận</translation>
    </message>
    <message>
        <source>Choose a person</source>
        <translation>Chọn người nhận</translation>
    </message>
    <message>
        <source>The list of people has not been loaded yet.</source>
        <translation>Chưa tải được danh sách nhân sự.</translation>
    </message>
    <message>
        <source>Choose who takes it.</source>
        <translation>Hãy chọn người nhận xử lý.</translation>
    </message>
</context>
<context>
    <name>AuditBoard</name>
    <message>
        <source>Who did what</source>
        <translation>Nhật ký kiểm toán</translation>
    </message>
    <message>
        <source>who:, device:, kind:, incident:, a day 21/11/2026 or two</source>
        <translation>ai:, máy:, loại:, sự-cố:, một ngày 21/11/2026 hoặc hai ngày</translation>
    </message>
    <message>
        <source>Save signed</source>
        <translation>Lưu có chữ ký</translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation>Chép dòng này</translation>
    </message>
    <message>
        <source>Search the audit</source>
        <translation>Tìm trong nhật ký kiểm toán</translation>
    </message>
    <message>
        <source>/ begins, Enter looks, Esc goes back to the rows.</source>
        <translation>/ để bắt đầu, Enter để tìm, Esc quay lại danh sách.</translation>
    </message>
    <message>
        <source>The whole line</source>
        <translation>Toàn bộ dòng</translation>
    </message>
</context>
<context>
    <name>BottomStrip</name>
    <message>
        <source>Load and oldest data</source>
        <translation>Tải cảnh báo và dữ liệu cũ nhất</translation>
    </message>
</context>
<context>
    <name>CallStrip</name>
    <message>
        <source>Skip</source>
        <translation>Bỏ qua</translation>
    </message>
    <message>
        <source>Offer this call no more</source>
        <translation>Không nhắc cuộc gọi này nữa</translation>
    </message>
    <message>
        <source>Open an incident</source>
        <translation>Mở sự cố</translation>
    </message>
</context>
<context>
    <name>CameraBar</name>
    <message>
        <source>What the middle shows</source>
        <translation>Nội dung ở giữa màn hình</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Bản đồ</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Chia đôi</translation>
    </message>
    <message>
        <source>How many cameras at once</source>
        <translation>Số camera hiện cùng lúc</translation>
    </message>
    <message>
        <source>Which cameras</source>
        <translation>Nhóm camera</translation>
    </message>
</context>
<context>
    <name>CatchUpList</name>
    <message>
        <source>While we were away</source>
        <translation>Trong lúc mất kết nối</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter opens the incident · Esc closes</source>
        <translation>↑ ↓ chọn · Enter xem sự cố · Esc đóng</translation>
    </message>
</context>
<context>
    <name>ChecklistView</name>
    <message>
        <source>Checklist</source>
        <translation>Quy trình</translation>
    </message>
    <message>
        <source>Checklist: {name}</source>
        <translation>Quy trình: {name}</translation>
    </message>
    <message>
        <source>{done} of {count}</source>
        <translation>{done}/{count}</translation>
    </message>
</context>
<context>
    <name>ClassifyForm</name>
    <message>
        <source>Classify</source>
        <translation>Phân loại</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại việc</translation>
    </message>
    <message>
        <source>Choose a kind</source>
        <translation>Chọn loại việc</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Độ gấp</translation>
    </message>
    <message>
        <source>Choose a level</source>
        <translation>Chọn độ gấp</translation>
    </message>
    <message>
        <source>Choose the kind.</source>
        <translation>Hãy chọn loại việc.</translation>
    </message>
    <message>
        <source>Choose the level.</source>
        <translation>Hãy chọn độ gấp.</translation>
    </message>
</context>
<context>
    <name>CloseForm</name>
    <message>
        <source>Close the incident</source>
        <translation>Đóng sự cố</translation>
    </message>
    <message>
        <source>Satisfaction of the reporter</source>
        <translation>Mức độ hài lòng của người phản ánh</translation>
    </message>
    <message>
        <source>1 – very dissatisfied</source>
        <translation>1 – Rất không hài lòng</translation>
    </message>
    <message>
        <source>2 – dissatisfied</source>
        <translation>2 – Không hài lòng</translation>
    </message>
    <message>
        <source>3 – neither</source>
        <translation>3 – Bình thường</translation>
    </message>
    <message>
        <source>4 – satisfied</source>
        <translation>4 – Hài lòng</translation>
    </message>
    <message>
        <source>5 – very satisfied</source>
        <translation>5 – Rất hài lòng</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Chưa rõ</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Lệnh</translation>
    </message>
    <message>
        <source>Search anything</source>
        <translation>Tìm mọi thứ</translation>
    </message>
    <message>
        <source>Command, incident, camera, place, person, setting; marks are not needed</source>
        <translation>Lệnh, sự cố, camera, nơi, người, cài đặt; không cần gõ dấu</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Tìm lệnh</translation>
    </message>
    <message>
        <source>No command matches</source>
        <translation>Không có lệnh nào khớp</translation>
    </message>
    <message>
        <source>{n} more: type another letter</source>
        <translation>còn {n} mục nữa: gõ thêm chữ</translation>
    </message>
</context>
<context>
    <name>ConfirmBox</name>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
</context>
<context>
    <name>ConflictDesk</name>
    <message>
        <source>Please decide</source>
        <translation>Cần xử lý</translation>
    </message>
    <message>
        <source>Conflict to decide</source>
        <translation>Xung đột cần quyết định</translation>
    </message>
    <message>
        <source>Our words and theirs, to be edited</source>
        <translation>Nội dung của tôi và trên máy chủ, sửa được</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} trên {count}</translation>
    </message>
    <message>
        <source>What happened since the version that we saw ({n})</source>
        <translation>Diễn biến kể từ phiên bản tôi thấy ({n})</translation>
    </message>
    <message>
        <source>on version {n}</source>
        <translation>trên phiên bản {n}</translation>
    </message>
    <message>
        <source>version {n}, as it is now</source>
        <translation>phiên bản {n}, hiện nay</translation>
    </message>
    <message>
        <source>Ours</source>
        <translation>Thao tác của tôi</translation>
    </message>
    <message>
        <source>The server&apos;s</source>
        <translation>Bản trên máy chủ</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Đã làm</translation>
    </message>
    <message>
        <source>last: {who}</source>
        <translation>gần nhất: {who}</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>khác</translation>
    </message>
    <message>
        <source>Both versions differ here</source>
        <translation>Hai bản khác nhau ở đây</translation>
    </message>
    <message>
        <source>The same in both</source>
        <translation>Hai bản giống nhau</translation>
    </message>
    <message>
        <source>we had not seen this change</source>
        <translation>tôi chưa thấy thay đổi này</translation>
    </message>
    <message>
        <source>new</source>
        <translation>mới</translation>
    </message>
    <message>
        <source>Changed after the version that we saw</source>
        <translation>Đổi sau phiên bản tôi thấy</translation>
    </message>
    <message>
        <source>Keep ours</source>
        <translation>Giữ thao tác của tôi</translation>
    </message>
    <message>
        <source>Keep the server&apos;s</source>
        <translation>Giữ bản trên máy chủ</translation>
    </message>
    <message>
        <source>Combine</source>
        <translation>Gộp cả hai</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Xác nhận</translation>
    </message>
    <message>
        <source>Choose first: 1, 2 or 3</source>
        <translation>Chọn trước: 1, 2 hoặc 3</translation>
    </message>
</context>
<context>
    <name>ContactList</name>
    <message>
        <source>Numbers to call</source>
        <translation>Số điện thoại cần gọi</translation>
    </message>
    <message>
        <source>In this watch</source>
        <translation>Trong ca này</translation>
    </message>
</context>
<context>
    <name>DeskPage</name>
    <message>
        <source>Page before</source>
        <translation>Trang trước</translation>
    </message>
    <message>
        <source>Close the page</source>
        <translation>Đóng trang</translation>
    </message>
    <message>
        <source>Page after</source>
        <translation>Trang sau</translation>
    </message>
</context>
<context>
    <name>DraftLine</name>
    <message>
        <source>Throw the draft away</source>
        <translation>Bỏ bản nháp</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Lấy lại</translation>
    </message>
    <message>
        <source>Draft from {time}</source>
        <translation>Bản nháp lúc {time}</translation>
    </message>
    <message>
        <source>Draft thrown away</source>
        <translation>Đã bỏ bản nháp</translation>
    </message>
</context>
<context>
    <name>EscalateForm</name>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Escalate</source>
        <translation>Báo cấp trên</translation>
    </message>
    <message>
        <source>Say why the next level is needed.</source>
        <translation>Hãy nêu lý do cần báo cấp trên.</translation>
    </message>
</context>
<context>
    <name>EvidenceBoard</name>
    <message>
        <source>Evidence at the server</source>
        <translation>Chứng cứ ở máy chủ</translation>
    </message>
    <message>
        <source>Search the evidence</source>
        <translation>Tìm chứng cứ</translation>
    </message>
    <message>
        <source>Camera or incident, kind:still, kind:clip, held, device:, a day 21/11/2026 or two</source>
        <translation>Camera hoặc sự cố, loại:ảnh, loại:phim, giữ, máy:, một ngày 21/11/2026 hoặc hai ngày</translation>
    </message>
    <message>
        <source>/ begins, Enter looks, Esc goes back to the rows. Marks are not needed.</source>
        <translation>/ để gõ, Enter để tìm, Esc về danh sách. Không cần gõ dấu.</translation>
    </message>
    <message>
        <source>Shift+↑ ↓ through who looked</source>
        <translation>Shift+↑ ↓ qua những người đã xem</translation>
    </message>
</context>
<context>
    <name>ExtendForm</name>
    <message>
        <source>Extend</source>
        <translation>Gia hạn</translation>
    </message>
    <message>
        <source>New deadline</source>
        <translation>Hạn mới</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Deadline until now: {time}</source>
        <translation>Hạn hiện nay: {time}</translation>
    </message>
    <message>
        <source>The new deadline must be later than the one until now.</source>
        <translation>Hạn mới phải muộn hơn hạn hiện nay.</translation>
    </message>
    <message>
        <source>Say why more time is needed.</source>
        <translation>Hãy ghi lý do cần thêm thời gian.</translation>
    </message>
</context>
<context>
    <name>FileLine</name>
    <message>
        <source>Write the file</source>
        <translation>Xuất tệp</translation>
    </message>
    <message>
        <source>Stop writing</source>
        <translation>Dừng ghi</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>Mở tệp</translation>
    </message>
    <message>
        <source>How much of the file is written</source>
        <translation>Đã ghi được bao nhiêu phần của tệp</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>Five things to try</source>
        <translation>Năm việc nên thử</translation>
    </message>
    <message>
        <source>This is a fictional city: its people, incidents and pictures are drawn. Nothing that you do here reaches anybody.</source>
        <translation>Đây là thành phố giả lập: con người, sự cố và hình ảnh đều được vẽ ra. Thao tác ở đây không đến với ai cả.</translation>
    </message>
    <message>
        <source>Ctrl+F1 shows this again · Esc closes</source>
        <translation>Ctrl+F1 mở lại trang này · Esc đóng</translation>
    </message>
</context>
<context>
    <name>FloodBoard</name>
    <message>
        <source>Flood of alarms, summed up</source>
        <translation>Tóm tắt đợt cảnh báo dồn dập</translation>
    </message>
    <message>
        <source>Of the drill, in no count</source>
        <translation>Của diễn tập, không tính</translation>
    </message>
    <message>
        <source>In groups</source>
        <translation>Theo nhóm</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>Từng vụ</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Của tôi</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Quá hạn</translation>
    </message>
</context>
<context>
    <name>FoldedCall</name>
    <message>
        <source>Open an incident for the call {call}</source>
        <translation>Mở sự cố cho cuộc gọi {call}</translation>
    </message>
</context>
<context>
    <name>FoldedQueue</name>
    <message>
        <source>Unfold the queue</source>
        <translation>Mở rộng hàng đợi</translation>
    </message>
    <message>
        <source>Incident queue, folded</source>
        <translation>Hàng đợi sự cố, thu gọn</translation>
    </message>
</context>
<context>
    <name>ForwardForm</name>
    <message>
        <source>Forward</source>
        <translation>Chuyển xử lý</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Cơ quan</translation>
    </message>
    <message>
        <source>Choose an agency</source>
        <translation>Chọn cơ quan</translation>
    </message>
    <message>
        <source>Choose the agency that takes it.</source>
        <translation>Hãy chọn cơ quan nhận xử lý.</translation>
    </message>
</context>
<context>
    <name>GivePanel</name>
    <message>
        <source>Hand over</source>
        <translation>Giao ca</translation>
    </message>
    <message>
        <source>Who takes over</source>
        <translation>Người nhận ca</translation>
    </message>
    <message>
        <source>Choose a person</source>
        <translation>Chọn một người</translation>
    </message>
    <message>
        <source>What is handed over</source>
        <translation>Những việc giao ca</translation>
    </message>
    <message>
        <source>What is expected next</source>
        <translation>Việc cần làm tiếp</translation>
    </message>
    <message>
        <source>Notes for the next shift</source>
        <translation>Ghi chú cho ca sau</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Giao cho</translation>
    </message>
    <message>
        <source>Expected next (Enter edits, then goes to the next item)</source>
        <translation>Việc cần làm tiếp (Enter để sửa, rồi sang việc sau)</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter edits · Tab goes on · Esc back</source>
        <translation>↑ ↓ chọn · Enter sửa · Tab sang ô khác · Esc quay lại</translation>
    </message>
    <message>
        <source>Choose who takes over.</source>
        <translation>Hãy chọn người nhận ca.</translation>
    </message>
    <message>
        <source>You hand {n} items over to {name}</source>
        <translation>Bạn giao {n} việc cho {name}</translation>
    </message>
    <message>
        <source>{n} of them critical</source>
        <translation>trong đó {n} việc khẩn cấp</translation>
    </message>
    <message>
        <source>{n} without a word on what comes next</source>
        <translation>{n} việc chưa ghi cần làm gì tiếp</translation>
    </message>
    <message>
        <source>{m} sources and {k} cameras are down, {p} actions wait to be sent</source>
        <translation>{m} nguồn và {k} camera đang mất, {p} thao tác chờ gửi</translation>
    </message>
    <message>
        <source>. Ctrl+Enter again signs it in your name.</source>
        <translation>. Nhấn Ctrl+Enter lần nữa để ký bằng tên của bạn.</translation>
    </message>
    <message>
        <source>Sign the handover</source>
        <translation>Ký giao ca</translation>
    </message>
    <message>
        <source>Go on to the signature</source>
        <translation>Sang bước ký</translation>
    </message>
    <message>
        <source>Open items of yours ({n})</source>
        <translation>Việc đang mở của bạn ({n})</translation>
    </message>
    <message>
        <source>Next: {text}</source>
        <translation>Tiếp theo: {text}</translation>
    </message>
    <message>
        <source>Next: not said yet</source>
        <translation>Tiếp theo: chưa ghi</translation>
    </message>
</context>
<context>
    <name>HealthBoard</name>
    <message>
        <source>Health of the cameras</source>
        <translation>Tình trạng camera</translation>
    </message>
</context>
<context>
    <name>HealthModel</name>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Từ lúc</translation>
    </message>
    <message>
        <source>Live today</source>
        <translation>Có hình hôm nay</translation>
    </message>
    <message>
        <source>Reconnects</source>
        <translation>Kết nối lại</translation>
    </message>
</context>
<context>
    <name>HealthTable</name>
    <message>
        <source>Health of the cameras</source>
        <translation>Tình trạng camera</translation>
    </message>
</context>
<context>
    <name>HelpTabs</name>
    <message>
        <source>Keys</source>
        <translation>Phím tắt</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Hướng dẫn</translation>
    </message>
    <message>
        <source>What is new, and this machine</source>
        <translation>Có gì mới, kiểm tra máy</translation>
    </message>
    <message>
        <source>Tour of the desk</source>
        <translation>Giới thiệu bàn trực</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Shows what was done before; some of it is at the server alone</source>
        <translation>Hiện những việc đã làm trước đó; một phần chỉ có ở máy chủ</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Diễn biến</translation>
    </message>
    <message>
        <source>Older lines: {n}</source>
        <translation>Diễn biến trước đó: {n}</translation>
    </message>
    <message>
        <source>waiting to send</source>
        <translation>chờ gửi</translation>
    </message>
</context>
<context>
    <name>HistoryZone</name>
    <message>
        <source>History</source>
        <translation>Diễn biến</translation>
    </message>
    <message>
        <source>Newest on top</source>
        <translation>Mới nhất ở trên</translation>
    </message>
</context>
<context>
    <name>HoldForm</name>
    <message>
        <source>Hold the evidence</source>
        <translation>Giữ lại chứng cứ</translation>
    </message>
    <message>
        <source>It then stays at the server until somebody lets it go, for a court or an inquiry.</source>
        <translation>Chứng cứ ở lại máy chủ tới khi có người thôi giữ, để phục vụ tòa án hoặc điều tra.</translation>
    </message>
    <message>
        <source>Hold it…</source>
        <translation>Giữ lại…</translation>
    </message>
</context>
<context>
    <name>IncidentDelegate</name>
    <message>
        <source>in conflict</source>
        <translation>xung đột</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>bị từ chối</translation>
    </message>
    <message>
        <source>waiting to send</source>
        <translation>chờ gửi</translation>
    </message>
    <message>
        <source>+{n} joined</source>
        <translation>gộp {n} vụ</translation>
    </message>
    <message>
        <source>{n} alike</source>
        <translation>giống {n} vụ</translation>
    </message>
</context>
<context>
    <name>IncidentFacts</name>
    <message>
        <source>Place</source>
        <translation>Địa điểm</translation>
    </message>
    <message>
        <source>Reported by</source>
        <translation>Người báo</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>Không đọc được</translation>
    </message>
    <message>
        <source>Show, the reason is recorded</source>
        <translation>Xem, có ghi lý do</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Nguồn tin</translation>
    </message>
    <message>
        <source>{source}, received {time}</source>
        <translation>{source}, tiếp nhận {time}</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>severity</source>
        <translation>mức độ</translation>
    </message>
    <message>
        <source>state</source>
        <translation>trạng thái</translation>
    </message>
    <message>
        <source>title</source>
        <translation>tiêu đề</translation>
    </message>
    <message>
        <source>deadline</source>
        <translation>hạn xử lý</translation>
    </message>
    <message>
        <source>place on the map</source>
        <translation>vị trí trên bản đồ</translation>
    </message>
    <message>
        <source>when it came</source>
        <translation>thời điểm tin đến</translation>
    </message>
    <message>
        <source>parts of the history</source>
        <translation>một phần diễn biến</translation>
    </message>
    <message>
        <source>the whole record</source>
        <translation>toàn bộ bản ghi</translation>
    </message>
</context>
<context>
    <name>IncidentHead</name>
    <message>
        <source>Copy code and title</source>
        <translation>Chép mã và tiêu đề</translation>
    </message>
    <message>
        <source>All of it on a page</source>
        <translation>Mở cả sự cố trên một trang</translation>
    </message>
    <message>
        <source>Close the incident&apos;s pane</source>
        <translation>Đóng ô sự cố</translation>
    </message>
</context>
<context>
    <name>IncidentPanel</name>
    <message>
        <source>Incident</source>
        <translation>Sự cố</translation>
    </message>
    <message>
        <source>No incident chosen</source>
        <translation>Chưa chọn sự cố</translation>
    </message>
    <message>
        <source>Choose one in the queue; its facts and actions appear here.</source>
        <translation>Chọn một sự cố trong hàng đợi, thông tin và thao tác sẽ hiện ở đây.</translation>
    </message>
</context>
<context>
    <name>IncidentTable</name>
    <message>
        <source>Incident queue</source>
        <translation>Hàng đợi</translation>
    </message>
</context>
<context>
    <name>IndicatorBoard</name>
    <message>
        <source>Indicators</source>
        <translation>Chỉ số</translation>
    </message>
    <message>
        <source>No indicators yet</source>
        <translation>Chưa có chỉ số nào</translation>
    </message>
    <message>
        <source>What the city&apos;s sources report in numbers will appear here.</source>
        <translation>Số liệu do các nguồn của thành phố gửi về sẽ hiện ở đây.</translation>
    </message>
</context>
<context>
    <name>IndicatorTile</name>
    <message>
        <source>Indicator</source>
        <translation>Chỉ số</translation>
    </message>
    <message>
        <source>No reports for 30 days</source>
        <translation>30 ngày qua chưa có số liệu</translation>
    </message>
    <message>
        <source>No reports for 24 hours</source>
        <translation>24 giờ qua chưa có số liệu</translation>
    </message>
    <message>
        <source>{source} · no report yet</source>
        <translation>{source} · chưa có số liệu</translation>
    </message>
    <message>
        <source>{age} ago</source>
        <translation>{age} trước</translation>
    </message>
    <message>
        <source>no report yet</source>
        <translation>chưa có số liệu</translation>
    </message>
    <message>
        <source>before the connection was lost · {age}</source>
        <translation>trước khi mất kết nối · {age}</translation>
    </message>
    <message>
        <source>connection lost {age}</source>
        <translation>mất kết nối {age}</translation>
    </message>
    <message>
        <source>its clock is {age} ahead</source>
        <translation>đồng hồ của nguồn chạy nhanh {age}</translation>
    </message>
    <message>
        <source>{age} old</source>
        <translation>cũ {age}</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>dữ liệu cũ</translation>
    </message>
</context>
<context>
    <name>InjectForm</name>
    <message>
        <source>Let it happen</source>
        <translation>Đưa tình huống vào</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Điều gì xảy ra</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Ở đâu</translation>
    </message>
    <message>
        <source>How grave</source>
        <translation>Mức độ</translation>
    </message>
    <message>
        <source>Say what happens.</source>
        <translation>Hãy ghi điều gì xảy ra.</translation>
    </message>
    <message>
        <source>Choose how grave it is.</source>
        <translation>Hãy chọn mức độ.</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Keys</source>
        <translation>Phím tắt</translation>
    </message>
    <message>
        <source>What do you want to do, or which key</source>
        <translation>Việc muốn làm, hoặc phím</translation>
    </message>
    <message>
        <source>Search the keys</source>
        <translation>Tìm phím tắt</translation>
    </message>
    <message>
        <source>Save for printing</source>
        <translation>Lưu để in</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>Mở tệp</translation>
    </message>
    <message>
        <source>All keys as a PDF, in the folder for files</source>
        <translation>Mọi phím tắt thành tệp PDF, trong thư mục chứa tệp</translation>
    </message>
    <message>
        <source>No key matches</source>
        <translation>Không có phím nào khớp</translation>
    </message>
</context>
<context>
    <name>LayoutBoard</name>
    <message>
        <source>Layouts of walls</source>
        <translation>Bố cục màn hình ghép</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>Màn hình</translation>
    </message>
    <message>
        <source>What is odd, or hard to read</source>
        <translation>Chỗ bất thường hoặc khó đọc</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Kết quả thao tác</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Làm lại</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Chép</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Dán</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>New screen</source>
        <translation>Thêm màn hình</translation>
    </message>
    <message>
        <source>Copy screen</source>
        <translation>Chép màn hình</translation>
    </message>
    <message>
        <source>Remove screen</source>
        <translation>Xóa màn hình</translation>
    </message>
    <message>
        <source>Finer grid</source>
        <translation>Lưới mịn hơn</translation>
    </message>
    <message>
        <source>Free form</source>
        <translation>Sắp tự do</translation>
    </message>
    <message>
        <source>All layouts</source>
        <translation>Mọi bố cục</translation>
    </message>
    <message>
        <source>Tab to a tile · arrows move it · Shift+arrows resize · Ctrl+arrows to the next one · / adds · T template · F2 facts · PgUp PgDown screens · Esc back, then closes: a draft stays</source>
        <translation>Tab tới ô · mũi tên dời ô · Shift+mũi tên đổi cỡ · Ctrl+mũi tên sang ô bên · / thêm · T mẫu · F2 thông tin · PgUp PgDown đổi màn hình · Esc quay lại, rồi đóng: bản nháp vẫn còn</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Màn hình</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Bố cục</translation>
    </message>
</context>
<context>
    <name>LayoutCanvas</name>
    <message>
        <source>Screen</source>
        <translation>Màn hình</translation>
    </message>
    <message>
        <source>{rows} rows, {cols} columns, {count} tiles</source>
        <translation>{rows} hàng, {cols} cột, {count} ô</translation>
    </message>
</context>
<context>
    <name>LayoutOffer</name>
    <message>
        <source>Find a camera, an indicator, a tile</source>
        <translation>Tìm camera, chỉ số, loại ô</translation>
    </message>
    <message>
        <source>Tiles to add</source>
        <translation>Các ô có thể thêm</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>Ô hiển thị</translation>
    </message>
    <message>
        <source>Enter adds · Shift+Enter into the chosen tile</source>
        <translation>Enter thêm · Shift+Enter đưa vào ô đang chọn</translation>
    </message>
</context>
<context>
    <name>LayoutShelf</name>
    <message>
        <source>Layouts</source>
        <translation>Bố cục</translation>
    </message>
    <message>
        <source>Saved versions</source>
        <translation>Các phiên bản đã lưu</translation>
    </message>
    <message>
        <source>How it looks</source>
        <translation>Hình dạng</translation>
    </message>
    <message>
        <source>File: .toml, .yaml or .json</source>
        <translation>Tệp: .toml, .yaml hoặc .json</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>New layout</source>
        <translation>Bố cục mới</translation>
    </message>
    <message>
        <source>Remove the layout</source>
        <translation>Xóa bố cục</translation>
    </message>
    <message>
        <source>Saved versions: Enter opens one, saving makes it the newest</source>
        <translation>Các phiên bản đã lưu: Enter mở, lưu lại thì thành bản mới nhất</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>Bring in</source>
        <translation>Nhập</translation>
    </message>
    <message>
        <source>Write out</source>
        <translation>Xuất</translation>
    </message>
</context>
<context>
    <name>LetGoForm</name>
    <message>
        <source>Let the evidence go</source>
        <translation>Thôi giữ chứng cứ</translation>
    </message>
    <message>
        <source>Its file is then removed when its days are over; where they are, soon.</source>
        <translation>Tệp sẽ bị xóa khi hết hạn lưu; đã hết hạn thì bị xóa ngay sau đó.</translation>
    </message>
    <message>
        <source>Let it go…</source>
        <translation>Thôi giữ…</translation>
    </message>
</context>
<context>
    <name>LevelForm</name>
    <message>
        <source>Change the level</source>
        <translation>Đổi cấp</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Cấp</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Choose another level than the one in force.</source>
        <translation>Hãy chọn cấp khác với cấp hiện tại.</translation>
    </message>
    <message>
        <source>Say why the level changes.</source>
        <translation>Hãy ghi lý do đổi cấp.</translation>
    </message>
</context>
<context>
    <name>LimitsBox</name>
    <message>
        <source>Areas and wards</source>
        <translation>Khu vực và phường</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Lĩnh vực</translation>
    </message>
    <message>
        <source>Agencies</source>
        <translation>Cơ quan</translation>
    </message>
    <message>
        <source>Nothing ticked in a list: all of it.</source>
        <translation>Không đánh dấu mục nào trong một danh sách: được thấy tất cả.</translation>
    </message>
</context>
<context>
    <name>LoadBoard</name>
    <message>
        <source>Alarm load</source>
        <translation>Tải cảnh báo</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter opens the incident · Del brings back what is shelved · Esc closes</source>
        <translation>↑ ↓ chọn · Enter xem sự cố · Del bỏ tạm hoãn · Esc đóng</translation>
    </message>
    <message>
        <source>Nothing is put aside, chatters or has grown old</source>
        <translation>Không có cảnh báo nào tạm hoãn, báo lặp hay tồn đọng</translation>
    </message>
    <message>
        <source>What takes attention without need is listed here, with the way to end it.</source>
        <translation>Những gì làm mất sự chú ý không cần thiết sẽ hiện ở đây, kèm cách chấm dứt.</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>The desk is locked</source>
        <translation>Bàn trực đã khóa</translation>
    </message>
    <message>
        <source>Alarms go on. Who and where exactly is hidden.</source>
        <translation>Cảnh báo vẫn hiện. Thông tin người liên quan và địa điểm cụ thể được che.</translation>
    </message>
    <message>
        <source>Open alarms</source>
        <translation>Cảnh báo đang mở</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>Who locked it</source>
        <translation>Người đã khóa</translation>
    </message>
    <message>
        <source>↑ ↓ choose an alarm · Enter unlocks · Ctrl+Enter acknowledges</source>
        <translation>↑ ↓ chọn cảnh báo · Enter mở khóa · Ctrl+Enter tiếp nhận</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Đã tiếp nhận</translation>
    </message>
    <message>
        <source>Not acknowledged</source>
        <translation>Chưa tiếp nhận</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>Mã PIN</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Mở khóa</translation>
    </message>
    <message>
        <source>Acknowledge the chosen alarm</source>
        <translation>Tiếp nhận cảnh báo đang chọn</translation>
    </message>
    <message>
        <source>Use the PIN</source>
        <translation>Dùng mã PIN</translation>
    </message>
    <message>
        <source>Use the password</source>
        <translation>Dùng mật khẩu</translation>
    </message>
</context>
<context>
    <name>LogForm</name>
    <message>
        <source>Write in the shift log</source>
        <translation>Ghi sổ trực</translation>
    </message>
    <message>
        <source>Text of the line</source>
        <translation>Nội dung ghi</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Ghi</translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation>Hãy ghi nội dung trước.</translation>
    </message>
    <message>
        <source>Pin for the next shift</source>
        <translation>Ghim cho ca sau</translation>
    </message>
    <message>
        <source>About {name}</source>
        <translation>Gắn với {name}</translation>
    </message>
    <message>
        <source>What happened, what was decided</source>
        <translation>Diễn biến, quyết định</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>Ghi lại</translation>
    </message>
    <message>
        <source>Write the line first.</source>
        <translation>Hãy viết nội dung trước.</translation>
    </message>
</context>
<context>
    <name>ManualPage</name>
    <message>
        <source>Manual</source>
        <translation>Hướng dẫn</translation>
    </message>
    <message>
        <source>Where to begin</source>
        <translation>Bắt đầu từ đâu</translation>
    </message>
</context>
<context>
    <name>MapGround</name>
    <message>
        <source>The map comes here once the place is known</source>
        <translation>Bản đồ hiện ở đây khi đã biết nơi xảy ra</translation>
    </message>
</context>
<context>
    <name>MeasuresBoard</name>
    <message>
        <source>Measures</source>
        <translation>Số liệu</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Khoảng thời gian</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Nhóm theo</translation>
    </message>
    <message>
        <source>File: .xlsx, .csv or .pdf</source>
        <translation>Tệp: .xlsx, .csv hoặc .pdf</translation>
    </message>
    <message>
        <source>Period from</source>
        <translation>Từ</translation>
    </message>
    <message>
        <source>Period to</source>
        <translation>Đến</translation>
    </message>
    <message>
        <source>Time until acknowledged, nine in ten; the mark is the median</source>
        <translation>Thời gian tiếp nhận, 90 % trong vòng; vạch là điển hình</translation>
    </message>
</context>
<context>
    <name>MisreadList</name>
    <message>
        <source>Records that could not be read</source>
        <translation>Bản ghi không đọc được</translation>
    </message>
    <message>
        <source>Tell whoever runs the source. A record goes from here as soon as it is mended there.</source>
        <translation>Hãy báo đơn vị vận hành nguồn. Bản ghi tự rời danh sách khi nguồn đã sửa.</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter opens the incident · Esc closes</source>
        <translation>↑ ↓ chọn · Enter xem sự cố · Esc đóng</translation>
    </message>
</context>
<context>
    <name>MoreMenu</name>
    <message>
        <source>More</source>
        <translation>Khác</translation>
    </message>
    <message>
        <source>All else that can be done with this incident</source>
        <translation>Mọi việc khác với sự cố này</translation>
    </message>
</context>
<context>
    <name>MovingMap</name>
    <message>
        <source>Closer</source>
        <translation>Phóng to</translation>
    </message>
    <message>
        <source>Farther</source>
        <translation>Thu nhỏ</translation>
    </message>
    <message>
        <source>Back to the place</source>
        <translation>Về lại vị trí</translation>
    </message>
</context>
<context>
    <name>NameForm</name>
    <message>
        <source>Save this view</source>
        <translation>Lưu bộ lọc này</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>Tên bộ lọc</translation>
    </message>
    <message>
        <source>Give the view a name first.</source>
        <translation>Hãy đặt tên cho bộ lọc.</translation>
    </message>
</context>
<context>
    <name>NearCamera</name>
    <message>
        <source>Previous camera nearby</source>
        <translation>Camera gần trước</translation>
    </message>
    <message>
        <source>Next camera nearby</source>
        <translation>Camera gần tiếp theo</translation>
    </message>
</context>
<context>
    <name>NearList</name>
    <message>
        <source>May be the same</source>
        <translation>Có thể trùng</translation>
    </message>
</context>
<context>
    <name>NearbyList</name>
    <message>
        <source>All of it on the map</source>
        <translation>Xem tất cả trên bản đồ</translation>
    </message>
    <message>
        <source>Nearby</source>
        <translation>Gần đây</translation>
    </message>
</context>
<context>
    <name>NoteForm</name>
    <message>
        <source>Save note</source>
        <translation>Lưu ghi chú</translation>
    </message>
    <message>
        <source>Write the note first.</source>
        <translation>Hãy viết nội dung ghi chú.</translation>
    </message>
    <message>
        <source>Text of the note</source>
        <translation>Nội dung ghi chú</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close the notice</source>
        <translation>Đóng thông báo</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>còn {n} thông báo</translation>
    </message>
</context>
<context>
    <name>NoticeList</name>
    <message>
        <source>Notices</source>
        <translation>Thông báo</translation>
    </message>
    <message>
        <source>Nothing was told yet</source>
        <translation>Chưa có thông báo nào</translation>
    </message>
    <message>
        <source>What the console tells in passing at the foot of the window is kept here until it ends.</source>
        <translation>Những thông báo thoáng hiện ở chân màn hình được giữ lại ở đây cho đến khi thoát chương trình.</translation>
    </message>
</context>
<context>
    <name>NumbersAndRoles</name>
    <message>
        <source>Numbers to watch</source>
        <translation>Chỉ số theo dõi</translation>
    </message>
    <message>
        <source>Roles and contacts</source>
        <translation>Vai trò và liên lạc</translation>
    </message>
</context>
<context>
    <name>OpenSheet</name>
    <message>
        <source>Open an incident</source>
        <translation>Mở sự cố</translation>
    </message>
</context>
<context>
    <name>OutboxList</name>
    <message>
        <source>Our actions</source>
        <translation>Thao tác của tôi</translation>
    </message>
    <message>
        <source>Everything has been sent</source>
        <translation>Không có lệnh chờ gửi</translation>
    </message>
    <message>
        <source>What you do during an outage waits here until it is sent.</source>
        <translation>Thao tác làm khi mất mạng sẽ chờ ở đây cho đến khi gửi được.</translation>
    </message>
    <message>
        <source>{n} need you · {m} waiting</source>
        <translation>{n} cần xử lý · {m} chờ gửi</translation>
    </message>
    <message>
        <source>{n} more behind these</source>
        <translation>còn {n} thao tác phía sau</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Cần xử lý</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Chờ gửi</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Cất đi</translation>
    </message>
    <message>
        <source>Answered lately</source>
        <translation>Vừa xong</translation>
    </message>
    <message>
        <source>Drop it</source>
        <translation>Bỏ</translation>
    </message>
    <message>
        <source>Say it again now</source>
        <translation>Nhắc lại ngay</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Quyết định</translation>
    </message>
    <message>
        <source>Take out again</source>
        <translation>Lấy lại</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Open the response plans</source>
        <translation>Mở phương án ứng phó</translation>
    </message>
    <message>
        <source>Open the incident</source>
        <translation>Xem sự cố</translation>
    </message>
    <message>
        <source>Open the shift log</source>
        <translation>Mở sổ trực</translation>
    </message>
    <message>
        <source>{age} ago</source>
        <translation>{age} trước</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Esc closes</source>
        <translation>↑ ↓ chọn · Esc đóng</translation>
    </message>
    <message>
        <source>Ctrl+Z takes back what was just put away</source>
        <translation>Ctrl+Z lấy lại thao tác vừa cất</translation>
    </message>
    <message>
        <source>P hides what was put away</source>
        <translation>P ẩn những gì đã cất</translation>
    </message>
    <message>
        <source>P shows {n} put away</source>
        <translation>P hiện {n} thao tác đã cất</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Rút lại</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
</context>
<context>
    <name>PaneFoot</name>
    <message>
        <source>Map</source>
        <translation>Bản đồ</translation>
    </message>
    <message>
        <source>Its place is not known</source>
        <translation>Chưa rõ địa điểm</translation>
    </message>
</context>
<context>
    <name>PasswordForm</name>
    <message>
        <source>Change your password</source>
        <translation>Đổi mật khẩu</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Đổi</translation>
    </message>
    <message>
        <source>Password that you have</source>
        <translation>Mật khẩu hiện tại</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Mật khẩu mới</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Nhập lại</translation>
    </message>
    <message>
        <source>At least 12 letters; some words that have nothing to do with each other are best.</source>
        <translation>Ít nhất 12 ký tự; tốt nhất là vài từ không liên quan đến nhau.</translation>
    </message>
</context>
<context>
    <name>PastBoard</name>
    <message>
        <source>Incidents of the past</source>
        <translation>Sự cố cũ</translation>
    </message>
    <message>
        <source>Words, ward:, kind:, agency:, a day 21/11/2026 or a month 11/2026</source>
        <translation>Từ cần tìm, phường:, loại:, cơ quan:, ngày 21/11/2026 hoặc tháng 11/2026</translation>
    </message>
    <message>
        <source>Search the past</source>
        <translation>Tìm sự cố cũ</translation>
    </message>
    <message>
        <source>/ begins, Enter looks, Esc goes back to the rows. Marks are not needed.</source>
        <translation>/ để gõ, Enter để tìm, Esc về danh sách. Không cần gõ dấu.</translation>
    </message>
</context>
<context>
    <name>PastIncident</name>
    <message>
        <source>History</source>
        <translation>Diễn biến</translation>
    </message>
</context>
<context>
    <name>PathLine</name>
    <message>
        <source>Files here</source>
        <translation>Tệp ở đây</translation>
    </message>
</context>
<context>
    <name>PauseForm</name>
    <message>
        <source>Stop the clock</source>
        <translation>Tạm dừng tính hạn</translation>
    </message>
    <message>
        <source>What is waited for</source>
        <translation>Đang chờ điều gì</translation>
    </message>
    <message>
        <source>Say what is waited for.</source>
        <translation>Hãy ghi đang chờ điều gì.</translation>
    </message>
</context>
<context>
    <name>PickList</name>
    <message>
        <source>Nothing matches</source>
        <translation>Không có mục nào khớp</translation>
    </message>
</context>
<context>
    <name>PictureList</name>
    <message>
        <source>Pictures that go along</source>
        <translation>Hình kèm theo</translation>
    </message>
</context>
<context>
    <name>PictureRow</name>
    <message>
        <source>Saved pictures</source>
        <translation>Ảnh đã lưu</translation>
    </message>
    <message>
        <source>At the server</source>
        <translation>Ở máy chủ</translation>
    </message>
    <message>
        <source>Evidence at the server</source>
        <translation>Chứng cứ ở máy chủ</translation>
    </message>
</context>
<context>
    <name>PinForm</name>
    <message>
        <source>Your PIN at this desk</source>
        <translation>Mã PIN của bạn tại bàn trực này</translation>
    </message>
    <message>
        <source>Keep the PIN</source>
        <translation>Lưu mã PIN</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Mã PIN mới</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Nhập lại</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>Mật khẩu của bạn</translation>
    </message>
    <message>
        <source>6 to 12 digits. It unlocks this desk and signs for you during an outage, for 24 hours.</source>
        <translation>Từ 6 đến 12 chữ số. Dùng để mở khóa bàn trực này và thay cho đăng nhập khi mất kết nối, trong 24 giờ.</translation>
    </message>
    <message>
        <source>A PIN has 6 to 12 digits.</source>
        <translation>Mã PIN gồm 6 đến 12 chữ số.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Hai lần nhập không giống nhau.</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>Hãy nhập mật khẩu.</translation>
    </message>
</context>
<context>
    <name>PlaceMap</name>
    <message>
        <source>Map</source>
        <translation>Bản đồ</translation>
    </message>
    <message>
        <source>This city has no map of its own yet: distances alone</source>
        <translation>Thành phố chưa có bản đồ riêng: chỉ có khoảng cách</translation>
    </message>
    <message>
        <source>N</source>
        <translation>B</translation>
    </message>
</context>
<context>
    <name>PlaceSheet</name>
    <message>
        <source>Map of the place</source>
        <translation>Bản đồ nơi xảy ra</translation>
    </message>
    <message>
        <source>+ − closer, farther · arrows move · 0 back to the place · Esc closes</source>
        <translation>+ − gần hơn, xa hơn · phím mũi tên để di chuyển · 0 về nơi xảy ra · Esc đóng</translation>
    </message>
    <message>
        <source>No camera, incident or indicator is near</source>
        <translation>Không có camera, sự cố hay chỉ số nào ở gần</translation>
    </message>
    <message>
        <source>{metres} around</source>
        <translation>bán kính {metres}</translation>
    </message>
</context>
<context>
    <name>PlanFacts</name>
    <message>
        <source>Choose a plan to see its levels, steps and roles.</source>
        <translation>Chọn một phương án để xem cấp độ, các bước và vai trò.</translation>
    </message>
    <message>
        <source>report every {age}</source>
        <translation>báo cáo mỗi {age}</translation>
    </message>
    <message>
        <source>{cameras} cameras · {numbers} indicators</source>
        <translation>{cameras} camera · {numbers} chỉ số</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Các bước</translation>
    </message>
    <message>
        <source>To end it</source>
        <translation>Để kết thúc</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Vai trò</translation>
    </message>
    <message>
        <source>Agencies</source>
        <translation>Cơ quan</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Hình ảnh</translation>
    </message>
</context>
<context>
    <name>PlanList</name>
    <message>
        <source>Response plans</source>
        <translation>Phương án ứng phó</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Esc back</source>
        <translation>↑ ↓ chọn · Esc quay lại</translation>
    </message>
    <message>
        <source>Running now</source>
        <translation>Đang kích hoạt</translation>
    </message>
    <message>
        <source>Plans of the city</source>
        <translation>Phương án của thành phố</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Đã qua</translation>
    </message>
    <message>
        <source>The city&apos;s response plans come here with the first connection to the server.</source>
        <translation>Phương án của thành phố sẽ về đây ở lần kết nối đầu tiên với máy chủ.</translation>
    </message>
    <message>
        <source>Activate…</source>
        <translation>Kích hoạt…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Begin a drill…</source>
        <translation>Bắt đầu diễn tập…</translation>
    </message>
</context>
<context>
    <name>PlanLog</name>
    <message>
        <source>Log of the plan</source>
        <translation>Nhật ký phương án</translation>
    </message>
</context>
<context>
    <name>PlanTile</name>
    <message>
        <source>No response plan is in force</source>
        <translation>Không có phương án ứng phó nào đang kích hoạt</translation>
    </message>
    <message>
        <source>Since {time} ({age})</source>
        <translation>Từ {time} ({age})</translation>
    </message>
    <message>
        <source>{n} more in force</source>
        <translation>còn {n} phương án khác</translation>
    </message>
    <message>
        <source>Steps {done} of {count}</source>
        <translation>Đã xong {done}/{count} bước</translation>
    </message>
    <message>
        <source>Next: {step}</source>
        <translation>Bước tiếp: {step}</translation>
    </message>
</context>
<context>
    <name>PollForm</name>
    <message>
        <source>Question to be answered with ready or not ready</source>
        <translation>Câu hỏi về mức sẵn sàng</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Hỏi</translation>
    </message>
    <message>
        <source>Write the question first.</source>
        <translation>Hãy viết câu hỏi trước.</translation>
    </message>
</context>
<context>
    <name>PollView</name>
    <message>
        <source>Ready or not</source>
        <translation>Mức sẵn sàng của đơn vị</translation>
    </message>
    <message>
        <source>Nothing was asked yet: H asks all agencies.</source>
        <translation>Chưa hỏi gì: bấm H để hỏi các đơn vị.</translation>
    </message>
</context>
<context>
    <name>QKeySequenceEdit</name>
    <message>
        <source>Press shortcut</source>
        <translation>Bấm phím tại đây</translation>
    </message>
</context>
<context>
    <name>QueueHead</name>
    <message>
        <source>Open an incident</source>
        <translation>Mở sự cố</translation>
    </message>
    <message>
        <source>All that can be done in the queue</source>
        <translation>Mọi việc làm được trong hàng đợi</translation>
    </message>
    <message>
        <source>Fold the queue</source>
        <translation>Thu gọn hàng đợi</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Incident queue</source>
        <translation>Hàng đợi</translation>
    </message>
    <message>
        <source>Marks are not needed: “ngap” finds “ngập”.
sev:high · sev:1,2 · ward:&quot;Sông Mây&quot; · agency: · kind: · channel:security · state:new
due&lt;2h · due&gt;1d · age&gt;1d · overdue · mine · unassigned · joined · shelved
A minus before a term turns it round: -mine. Key: /</source>
        <translation>Không cần gõ dấu: “ngap” tìm ra “ngập”.
md:cao · md:1,2 · phường:&quot;Sông Mây&quot; · cơ-quan: · loại: · kênh:&quot;cảm biến&quot; · trạng-thái:mới
hạn&lt;2g · hạn&gt;1n · tuổi&gt;1n · quá hạn · của tôi · chưa phân công · đã gộp · tạm hoãn
Dấu trừ đứng trước để loại ra: -của tôi. Phím: /</translation>
    </message>
    <message>
        <source>Search the queue: code, place, words   /</source>
        <translation>Tìm trong hàng đợi: mã, nơi, nội dung   /</translation>
    </message>
    <message>
        <source>Search and filter incidents</source>
        <translation>Tìm và lọc sự cố</translation>
    </message>
    <message>
        <source>Search the past at the server   Ctrl+Shift+F</source>
        <translation>Tìm sự cố cũ ở máy chủ   Ctrl+Shift+F</translation>
    </message>
    <message>
        <source>Info sec.</source>
        <translation>ATTT</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Của tôi</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Chưa phân công</translation>
    </message>
    <message>
        <source>Not acknowledged</source>
        <translation>Chưa tiếp nhận</translation>
    </message>
    <message>
        <source>Due soon</source>
        <translation>Sắp đến hạn</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Quá hạn</translation>
    </message>
    <message>
        <source>Information security</source>
        <translation>An toàn thông tin</translation>
    </message>
    <message>
        <source>Understood as: {words}</source>
        <translation>Đang lọc: {words}</translation>
    </message>
    <message>
        <source>{n} open</source>
        <translation>{n} đang mở</translation>
    </message>
    <message>
        <source>{n} of a drill beside</source>
        <translation>{n} diễn tập</translation>
    </message>
    <message>
        <source>{n} overdue</source>
        <translation>{n} quá hạn</translation>
    </message>
    <message>
        <source>nothing received yet</source>
        <translation>chưa nhận được dữ liệu</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Không có sự cố nào khớp</translation>
    </message>
    <message>
        <source>No open incident fits this filter and search. Ctrl+Shift+F searches the past.</source>
        <translation>Không có sự cố đang mở nào khớp bộ lọc và từ tìm. Ctrl+Shift+F để tìm sự cố cũ.</translation>
    </message>
    <message>
        <source>Show all incidents</source>
        <translation>Hiện tất cả sự cố</translation>
    </message>
    <message>
        <source>No open incidents</source>
        <translation>Không có sự cố đang mở</translation>
    </message>
    <message>
        <source>Field reports, sensors, cameras, security alerts and emergency calls will appear here.</source>
        <translation>Phản ánh hiện trường, cảm biến, camera, cảnh báo an toàn thông tin và cuộc gọi khẩn cấp sẽ hiện ở đây.</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Places of the desk</source>
        <translation>Các trang làm việc</translation>
    </message>
</context>
<context>
    <name>RefuseForm</name>
    <message>
        <source>Reason that the reporter is told</source>
        <translation>Lý do báo cho người phản ánh</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Từ chối</translation>
    </message>
    <message>
        <source>Say why it is refused.</source>
        <translation>Hãy ghi lý do từ chối.</translation>
    </message>
</context>
<context>
    <name>ReopenForm</name>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Mở lại</translation>
    </message>
    <message>
        <source>Say why it is opened again.</source>
        <translation>Hãy ghi lý do mở lại.</translation>
    </message>
</context>
<context>
    <name>ReplyForm</name>
    <message>
        <source>Answer</source>
        <translation>Câu trả lời</translation>
    </message>
    <message>
        <source>Send answer</source>
        <translation>Gửi trả lời</translation>
    </message>
    <message>
        <source>Write the answer first.</source>
        <translation>Hãy viết nội dung trả lời.</translation>
    </message>
</context>
<context>
    <name>ReportForm</name>
    <message>
        <source>What is reported; what is not verified yet is said so</source>
        <translation>Nội dung báo cáo; điều chưa kiểm chứng phải ghi rõ</translation>
    </message>
    <message>
        <source>It was sent</source>
        <translation>Đã gửi báo cáo</translation>
    </message>
    <message>
        <source>Write the report first.</source>
        <translation>Hãy viết báo cáo trước.</translation>
    </message>
</context>
<context>
    <name>ReportSide</name>
    <message>
        <source>The chosen line</source>
        <translation>Dòng được chọn</translation>
    </message>
</context>
<context>
    <name>ReporterFields</name>
    <message>
        <source>Reporter</source>
        <translation>Người báo</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Gọi lại</translation>
    </message>
    <message>
        <source>Hide name and number</source>
        <translation>Che tên và số</translation>
    </message>
    <message>
        <source>Show name and number</source>
        <translation>Hiện tên và số</translation>
    </message>
</context>
<context>
    <name>ReporterLine</name>
    <message>
        <source>Personal data: hidden again at {time}. That you looked is on record.</source>
        <translation>Dữ liệu cá nhân: ẩn lại lúc {time}. Lần xem này được lưu vào nhật ký.</translation>
    </message>
</context>
<context>
    <name>ResolveForm</name>
    <message>
        <source>Result of handling</source>
        <translation>Kết quả xử lý</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Đã xử lý</translation>
    </message>
    <message>
        <source>Say what was done.</source>
        <translation>Hãy nêu kết quả xử lý.</translation>
    </message>
</context>
<context>
    <name>RevealForm</name>
    <message>
        <source>Show for one minute</source>
        <translation>Hiện trong một phút</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Choose what it is needed for</source>
        <translation>Chọn mục đích xem</translation>
    </message>
    <message>
        <source>Call the reporter back</source>
        <translation>Gọi lại người báo tin</translation>
    </message>
    <message>
        <source>Find the place</source>
        <translation>Xác định vị trí</translation>
    </message>
    <message>
        <source>Send help to them</source>
        <translation>Cử người đến giúp</translation>
    </message>
    <message>
        <source>Check whether it is true</source>
        <translation>Xác minh tin báo</translation>
    </message>
    <message>
        <source>Answer the reporter</source>
        <translation>Trả lời người báo tin</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Mục đích khác</translation>
    </message>
    <message>
        <source>Why do you need it? The reason is put on record.</source>
        <translation>Vì sao cần xem? Lý do được ghi vào nhật ký.</translation>
    </message>
    <message>
        <source>Choose what it is needed for.</source>
        <translation>Hãy chọn mục đích xem.</translation>
    </message>
    <message>
        <source>Say why first.</source>
        <translation>Hãy ghi lý do trước.</translation>
    </message>
    <message>
        <source>Say it in a few words: whoever reads the record must understand it.</source>
        <translation>Hãy ghi bằng vài từ để người đọc nhật ký hiểu được.</translation>
    </message>
</context>
<context>
    <name>RoleForm</name>
    <message>
        <source>Role and limits of {name}</source>
        <translation>Vai trò và phạm vi của {name}</translation>
    </message>
</context>
<context>
    <name>SecretBox</name>
    <message>
        <source>I have passed it on</source>
        <translation>Tôi đã chuyển cho người đó</translation>
    </message>
    <message>
        <source>Shown this once. It is kept nowhere.</source>
        <translation>Chỉ hiện một lần, không lưu ở đâu.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
    <message>
        <source>A command, or a key</source>
        <translation>Một lệnh, hoặc một phím</translation>
    </message>
    <message>
        <source>Search the keys</source>
        <translation>Tìm phím tắt</translation>
    </message>
    <message>
        <source>Keys of the commands</source>
        <translation>Phím tắt của các lệnh</translation>
    </message>
    <message>
        <source>The new key: press it</source>
        <translation>Phím mới: hãy bấm</translation>
    </message>
    <message>
        <source>Take this key</source>
        <translation>Dùng phím này</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>Như ban đầu</translation>
    </message>
    <message>
        <source>Tab goes on · ↑ ↓ walk through the keys · Esc back. What is chosen is in force at once.</source>
        <translation>Tab sang ô sau · ↑ ↓ đi qua các phím · Esc quay lại. Điều đã chọn có hiệu lực ngay.</translation>
    </message>
    <message>
        <source>own</source>
        <translation>tự đặt</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>chưa có phím</translation>
    </message>
</context>
<context>
    <name>SeverityChoice</name>
    <message>
        <source>Severity</source>
        <translation>Mức độ</translation>
    </message>
</context>
<context>
    <name>SheetBody</name>
    <message>
        <source>Kind of incident</source>
        <translation>Loại việc</translation>
    </message>
    <message>
        <source>Some letters of the kind, marks are not needed</source>
        <translation>Vài chữ của loại việc, không cần dấu</translation>
    </message>
    <message>
        <source>There is no such kind; it will open as “other”. Enter takes it as the title.</source>
        <translation>Không có loại việc nào như thế; sẽ mở là “việc khác”. Enter lấy làm tiêu đề.</translation>
    </message>
    <message>
        <source>Without a kind: it will open as “other”.</source>
        <translation>Chưa chọn loại việc; sẽ mở là “việc khác”.</translation>
    </message>
    <message>
        <source>Where it happened</source>
        <translation>Nơi xảy ra</translation>
    </message>
    <message>
        <source>Street, ward, camera or place</source>
        <translation>Đường, phường, camera hoặc địa điểm</translation>
    </message>
    <message>
        <source>No such place is known. Enter keeps the words, without a point on the map.</source>
        <translation>Không có nơi nào như thế. Enter giữ lại bằng chữ, không có vị trí trên bản đồ.</translation>
    </message>
    <message>
        <source>Kept in words, without a point on the map.</source>
        <translation>Ghi bằng chữ, không có vị trí trên bản đồ.</translation>
    </message>
    <message>
        <source>This number called before</source>
        <translation>Số này đã gọi</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Mức độ</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tiêu đề</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>What was told, as it was told</source>
        <translation>Ghi lại đúng lời kể</translation>
    </message>
    <message>
        <source>proposed by the kind: {severity}</source>
        <translation>đề xuất theo loại việc: {severity}</translation>
    </message>
</context>
<context>
    <name>SheetFoot</name>
    <message>
        <source>Leave for later</source>
        <translation>Để lại sau</translation>
    </message>
    <message>
        <source>Storing…</source>
        <translation>Đang lưu…</translation>
    </message>
    <message>
        <source>Open incident</source>
        <translation>Mở sự cố</translation>
    </message>
    <message>
        <source>Leave for later, what is written is kept</source>
        <translation>Để lại sau, nội dung đã ghi vẫn được giữ</translation>
    </message>
    <message>
        <source>It is being stored at this machine.</source>
        <translation>Đang lưu tại máy này.</translation>
    </message>
</context>
<context>
    <name>SheetHead</name>
    <message>
        <source>Open an incident</source>
        <translation>Mở sự cố</translation>
    </message>
    <message>
        <source>Leave for later, what is written is kept</source>
        <translation>Để lại sau, giữ những gì đã viết</translation>
    </message>
    <message>
        <source>its code comes when it is stored</source>
        <translation>mã cấp khi lưu</translation>
    </message>
</context>
<context>
    <name>ShelveForm</name>
    <message>
        <source>Put aside</source>
        <translation>Tạm hoãn</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>Trong bao lâu</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>It comes back by itself when the time is up, for everybody.</source>
        <translation>Hết thời gian, sự cố tự hiện lại với mọi người.</translation>
    </message>
    <message>
        <source>Say why it is put aside.</source>
        <translation>Hãy ghi lý do tạm hoãn.</translation>
    </message>
</context>
<context>
    <name>ShiftLog</name>
    <message>
        <source>Shift log</source>
        <translation>Sổ trực</translation>
    </message>
    <message>
        <source>Search the log ( / )</source>
        <translation>Tìm trong sổ trực ( / )</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>Tìm trong sổ trực</translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>Không có dòng nào</translation>
    </message>
    <message>
        <source>Lines that you write with L come here, and what the system notes by itself.</source>
        <translation>Dòng bạn ghi bằng phím L và những gì hệ thống tự ghi sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>L writes · C corrects · P pins · T typed or automatic · I this incident only · / searches · Enter opens · Esc closes</source>
        <translation>L ghi · C đính chính · P ghim · T ghi tay hay tự động · I chỉ sự cố này · / tìm · Enter mở · Esc đóng</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Ghi</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Sửa</translation>
    </message>
    <message>
        <source>Pin, or take the pin out</source>
        <translation>Ghim hoặc bỏ ghim</translation>
    </message>
    <message>
        <source>Typed or automatic</source>
        <translation>Tự ghi hay tự động</translation>
    </message>
    <message>
        <source>This incident only</source>
        <translation>Chỉ sự cố này</translation>
    </message>
    <message>
        <source>Open the incident</source>
        <translation>Mở sự cố</translation>
    </message>
    <message>
        <source>Pinned for the next shift ({n})</source>
        <translation>Ghim cho ca sau ({n})</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>User name</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>Đang bật Caps Lock</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Code from an administrator</source>
        <translation>Mã do người quản trị cấp</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Mật khẩu mới</translation>
    </message>
    <message>
        <source>New password once more</source>
        <translation>Nhập lại mật khẩu mới</translation>
    </message>
    <message>
        <source>At least 12 letters; some words that have nothing to do with each other are best.</source>
        <translation>Ít nhất 12 ký tự; tốt nhất là vài từ không liên quan đến nhau.</translation>
    </message>
    <message>
        <source>Sign in with the city&apos;s account</source>
        <translation>Đăng nhập bằng tài khoản thành phố</translation>
    </message>
    <message>
        <source>The browser opens and asks there.</source>
        <translation>Trình duyệt mở ra để đăng nhập.</translation>
    </message>
    <message>
        <source>Not encrypted: everybody on the way can read your password.</source>
        <translation>Không mã hóa: ai trên đường truyền cũng đọc được mật khẩu của bạn.</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>Ẩn mật khẩu</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Hiện mật khẩu</translation>
    </message>
    <message>
        <source>Server: {address}</source>
        <translation>Máy chủ: {address}</translation>
    </message>
    <message>
        <source>Change the password and sign in</source>
        <translation>Đổi mật khẩu và đăng nhập</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Đang đăng nhập…</translation>
    </message>
    <message>
        <source>Current password</source>
        <translation>Mật khẩu hiện tại</translation>
    </message>
    <message>
        <source>Type your user name.</source>
        <translation>Hãy nhập tên đăng nhập.</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>Hãy nhập mật khẩu.</translation>
    </message>
    <message>
        <source>Type the same new password twice.</source>
        <translation>Hãy nhập mật khẩu mới hai lần giống nhau.</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>Loading</source>
        <translation>Đang tải</translation>
    </message>
</context>
<context>
    <name>StandDownForm</name>
    <message>
        <source>Stand down</source>
        <translation>Kết thúc phương án</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Say why it is over.</source>
        <translation>Hãy ghi lý do kết thúc.</translation>
    </message>
    <message>
        <source>“{plan}” ends for the whole room.</source>
        <translation>Phương án “{plan}” kết thúc cho cả phòng trực.</translation>
    </message>
    <message>
        <source>What stood on the wall before returns, unless somebody has changed it since.</source>
        <translation>Màn hình ghép trở lại như trước, trừ chỗ đã có người đổi.</translation>
    </message>
    <message>
        <source>{n} steps are still open.</source>
        <translation>Còn {n} bước chưa làm.</translation>
    </message>
</context>
<context>
    <name>StartGround</name>
    <message>
        <source>Intelligent operations centre</source>
        <translation>Trung tâm giám sát, điều hành thông minh</translation>
    </message>
</context>
<context>
    <name>StateLine</name>
    <message>
        <source>assigned to nobody</source>
        <translation>chưa phân công</translation>
    </message>
</context>
<context>
    <name>StepForm</name>
    <message>
        <source>Mark as done</source>
        <translation>Đã làm xong</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Câu trả lời</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Đã làm gì</translation>
    </message>
    <message>
        <source>A picture of {camera} is saved with it. Note, if any:</source>
        <translation>Ảnh từ camera {camera} được lưu kèm. Ghi chú nếu có:</translation>
    </message>
    <message>
        <source>No camera shows it: describe what there is to see.</source>
        <translation>Không có camera nào thấy: hãy mô tả hiện trường.</translation>
    </message>
    <message>
        <source>Note (needed):</source>
        <translation>Ghi chú (bắt buộc):</translation>
    </message>
    <message>
        <source>Note, if any:</source>
        <translation>Ghi chú nếu có:</translation>
    </message>
    <message>
        <source>Choose an answer first.</source>
        <translation>Hãy chọn câu trả lời trước.</translation>
    </message>
    <message>
        <source>This step asks for a note.</source>
        <translation>Bước này cần ghi chú.</translation>
    </message>
    <message>
        <source>There is no picture: say what there is to see.</source>
        <translation>Không có ảnh: hãy mô tả hiện trường.</translation>
    </message>
</context>
<context>
    <name>StepsAhead</name>
    <message>
        <source>Checklist that will run</source>
        <translation>Quy trình sẽ chạy</translation>
    </message>
    <message>
        <source>{n} steps</source>
        <translation>{n} bước</translation>
    </message>
</context>
<context>
    <name>TakePanel</name>
    <message>
        <source>Handovers</source>
        <translation>Sổ giao ca</translation>
    </message>
    <message>
        <source>No handover yet</source>
        <translation>Chưa có lần giao ca nào</translation>
    </message>
    <message>
        <source>One comes here as soon as somebody signs it; Ctrl+H begins yours.</source>
        <translation>Lần giao ca hiện ở đây ngay khi có người ký; nhấn Ctrl+H để lập lần của bạn.</translation>
    </message>
    <message>
        <source>Why it is returned; Enter returns it</source>
        <translation>Lý do trả lại; Enter để trả lại</translation>
    </message>
    <message>
        <source>Why it is returned</source>
        <translation>Lý do trả lại</translation>
    </message>
    <message>
        <source>↑ ↓ choose · ← → other handovers · Enter opens the incident · Esc closes</source>
        <translation>↑ ↓ chọn · ← → lần giao ca khác · Enter xem sự cố · Esc đóng</translation>
    </message>
    <message>
        <source>{giver} → {taker} · {n} items, {left} not decided</source>
        <translation>{giver} → {taker} · {n} việc, {left} chưa quyết</translation>
    </message>
    <message>
        <source>Notes: {text}</source>
        <translation>Ghi chú: {text}</translation>
    </message>
    <message>
        <source>Changed since {time} ({n})</source>
        <translation>Có thay đổi từ {time} ({n})</translation>
    </message>
    <message>
        <source>As it was handed over ({n})</source>
        <translation>Vẫn như lúc giao ca ({n})</translation>
    </message>
    <message>
        <source>no longer here</source>
        <translation>không còn ở đây</translation>
    </message>
    <message>
        <source>{before} → {now}</source>
        <translation>{before} → {now}</translation>
    </message>
    <message>
        <source>Next: {text}</source>
        <translation>Tiếp theo: {text}</translation>
    </message>
    <message>
        <source>Expected next: {text}</source>
        <translation>Việc cần làm tiếp: {text}</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>chưa ghi</translation>
    </message>
    <message>
        <source>Sign and take all</source>
        <translation>Ký nhận tất cả</translation>
    </message>
    <message>
        <source>Take all ({n})</source>
        <translation>Nhận tất cả ({n})</translation>
    </message>
    <message>
        <source>Take this one</source>
        <translation>Nhận việc này</translation>
    </message>
    <message>
        <source>Return it</source>
        <translation>Trả lại</translation>
    </message>
    <message>
        <source>You take {n} items over from {name}. Ctrl+Enter again signs it in your name.</source>
        <translation>Bạn nhận {n} việc từ {name}. Nhấn Ctrl+Enter lần nữa để ký bằng tên của bạn.</translation>
    </message>
</context>
<context>
    <name>TimeLine</name>
    <message>
        <source>Line of time</source>
        <translation>Dòng thời gian</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Live</source>
        <translation>Trực tiếp</translation>
    </message>
    <message>
        <source>Incidents of these cameras in the last 30 minutes: {count}</source>
        <translation>Sự cố của các camera này trong 30 phút qua: {count}</translation>
    </message>
</context>
<context>
    <name>TopStrip</name>
    <message>
        <source>Status of channels</source>
        <translation>Trạng thái các kênh</translation>
    </message>
    <message>
        <source>Search anything</source>
        <translation>Tìm mọi thứ</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Đồng hồ</translation>
    </message>
</context>
<context>
    <name>TourCard</name>
    <message>
        <source>Tour of the desk</source>
        <translation>Giới thiệu bàn trực</translation>
    </message>
    <message>
        <source>{at} of {of}</source>
        <translation>{at}/{of}</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Rời đi</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Trước</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Tiếp</translation>
    </message>
</context>
<context>
    <name>VerifyForm</name>
    <message>
        <source>How it was verified</source>
        <translation>Đã xác minh bằng cách nào</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Xác minh</translation>
    </message>
    <message>
        <source>Say how it was verified.</source>
        <translation>Hãy ghi đã xác minh bằng cách nào.</translation>
    </message>
</context>
<context>
    <name>VideoGrid</name>
    <message>
        <source>Cameras</source>
        <translation>Camera</translation>
    </message>
</context>
<context>
    <name>VideoTile</name>
    <message>
        <source>No camera in this place</source>
        <translation>Ô trống, chưa có camera</translation>
    </message>
    <message>
        <source>Connected, awaiting a whole picture</source>
        <translation>Đã kết nối, đang chờ khung hình trọn vẹn</translation>
    </message>
    <message>
        <source>incident: {severity}</source>
        <translation>sự cố: {severity}</translation>
    </message>
</context>
<context>
    <name>WallMiniature</name>
    <message>
        <source>Screens of the wall</source>
        <translation>Các màn hình ghép</translation>
    </message>
</context>
<context>
    <name>WallPanel</name>
    <message>
        <source>Wall</source>
        <translation>Màn hình ghép</translation>
    </message>
    <message>
        <source>Wall control</source>
        <translation>Điều khiển màn hình ghép</translation>
    </message>
    <message>
        <source>What stands beside the wall</source>
        <translation>Danh sách cạnh màn hình ghép</translation>
    </message>
    <message>
        <source>Arrows choose a screen · Shift+arrows swap it with its neighbour · 1 to 4 choose the list, ↑ ↓ walk in it · Enter tries out, Enter again sends, Ctrl+Enter sends at once · Esc back</source>
        <translation>Mũi tên chọn màn hình · Shift+mũi tên đổi chỗ với màn bên cạnh · 1 đến 4 chọn danh sách, ↑ ↓ đi trong danh sách · Enter xem thử, Enter lần nữa gửi, Ctrl+Enter gửi ngay · Esc trở lại</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Put on</source>
        <translation>Đưa lên</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Lần đổi</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>Lời khuyên</translation>
    </message>
    <message>
        <source>Everything on the wall is as wished, and live.</source>
        <translation>Mọi màn hình đều đúng yêu cầu và đang cập nhật.</translation>
    </message>
    <message>
        <source>There is nothing that could be put on: no layout and no preset has come yet.</source>
        <translation>Chưa có gì để đưa lên: chưa có bố cục hay bộ cảnh nào về.</translation>
    </message>
    <message>
        <source>Nobody has changed the wall yet. The last 20 changes will stand here.</source>
        <translation>Chưa ai đổi màn hình ghép. 20 lần đổi gần nhất sẽ nằm ở đây.</translation>
    </message>
    <message>
        <source>Nothing on the wall has text to be read, and nothing moves.</source>
        <translation>Trên màn hình ghép không có chữ cần đọc, cũng không có hình động.</translation>
    </message>
</context>
<context>
    <name>WallPresetForm</name>
    <message>
        <source>Keep</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Tên bộ cảnh</translation>
    </message>
    <message>
        <source>Only screen {name}</source>
        <translation>Chỉ màn hình {name}</translation>
    </message>
    <message>
        <source>Give the preset a name first.</source>
        <translation>Hãy đặt tên cho bộ cảnh trước.</translation>
    </message>
    <message>
        <source>“{name}” is there already: it will be saved over.</source>
        <translation>Đã có “{name}”: bộ cảnh cũ sẽ bị ghi đè.</translation>
    </message>
</context>
<context>
    <name>WallRecorder</name>
    <message>
        <source>What was on the wall</source>
        <translation>Nhật ký trình chiếu</translation>
    </message>
    <message>
        <source>Camera, incident, screen, or a time such as 21:30 or 20/11 08:00</source>
        <translation>Camera, sự cố, màn hình, hoặc giờ như 21:30 hay 20/11 08:00</translation>
    </message>
    <message>
        <source>← → an hour earlier or later</source>
        <translation>← → sớm hoặc muộn hơn một giờ</translation>
    </message>
    <message>
        <source>Search what was on the wall</source>
        <translation>Tìm trong nhật ký trình chiếu</translation>
    </message>
    <message>
        <source>Picture of the screen</source>
        <translation>Ảnh của màn hình</translation>
    </message>
    <message>
        <source>/ begins, Enter looks, Esc goes back to the rows</source>
        <translation>/ bắt đầu, Enter tìm, Esc trở về danh sách</translation>
    </message>
</context>
<context>
    <name>_Looks</name>
    <message>
        <source>The picture itself</source>
        <translation>Chính bức ảnh</translation>
    </message>
    <message>
        <source>Who looked, held it or let it go</source>
        <translation>Ai đã xem, giữ lại, thôi giữ</translation>
    </message>
</context>
<context>
    <name>_Picture</name>
    <message>
        <source>Leave this picture out</source>
        <translation>Không kèm hình này</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Join into it</source>
        <translation>Gộp vào</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Xem</translation>
    </message>
    <message>
        <source>Do not open another: write it down in “{title}”</source>
        <translation>Không mở thêm: ghi vào “{title}”</translation>
    </message>
    <message>
        <source>Show “{title}”; what is written here is kept</source>
        <translation>Xem “{title}”; những gì đã viết ở đây vẫn giữ</translation>
    </message>
</context>
<context>
    <name>_Steps</name>
    <message>
        <source>Previous camera nearby</source>
        <translation>Camera gần trước</translation>
    </message>
    <message>
        <source>Next camera nearby</source>
        <translation>Camera gần tiếp theo</translation>
    </message>
</context>
<context>
    <name>action</name>
    <message>
        <source>Open an incident</source>
        <translation>Mở sự cố</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Tiếp nhận</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Phân công</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Escalate</source>
        <translation>Báo cấp trên</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Đã xử lý</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Chuyển xử lý</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Mở lại</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Từ chối</translation>
    </message>
    <message>
        <source>Extend the deadline</source>
        <translation>Gia hạn</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Xác minh</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>Phân loại</translation>
    </message>
    <message>
        <source>Start work</source>
        <translation>Bắt đầu xử lý</translation>
    </message>
    <message>
        <source>Stop the clock</source>
        <translation>Tạm dừng tính hạn</translation>
    </message>
    <message>
        <source>Let the clock run</source>
        <translation>Tính hạn tiếp</translation>
    </message>
    <message>
        <source>Answer the reporter</source>
        <translation>Trả lời người phản ánh</translation>
    </message>
    <message>
        <source>Step of an agency</source>
        <translation>Bước của cơ quan</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Tạm hoãn</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Bỏ tạm hoãn</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Gắn thẻ</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Chứng cứ</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Gộp vào</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Tách</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Bước quy trình</translation>
    </message>
    <message>
        <source>Look at who reported</source>
        <translation>Xem người báo tin</translation>
    </message>
    <message>
        <source>Shift log</source>
        <translation>Sổ trực</translation>
    </message>
    <message>
        <source>Sign on to the shift</source>
        <translation>Vào ca</translation>
    </message>
    <message>
        <source>Sign off from the shift</source>
        <translation>Rời ca</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Giao ca</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Nhận ca</translation>
    </message>
    <message>
        <source>Return an item of a handover</source>
        <translation>Trả lại một việc giao ca</translation>
    </message>
    <message>
        <source>Activate a plan</source>
        <translation>Kích hoạt phương án</translation>
    </message>
    <message>
        <source>Level of the plan</source>
        <translation>Cấp của phương án</translation>
    </message>
    <message>
        <source>Step of the plan</source>
        <translation>Bước của phương án</translation>
    </message>
    <message>
        <source>Log of the plan</source>
        <translation>Nhật ký phương án</translation>
    </message>
    <message>
        <source>Flash report</source>
        <translation>Báo cáo nhanh</translation>
    </message>
    <message>
        <source>Question to agencies</source>
        <translation>Hỏi các đơn vị</translation>
    </message>
    <message>
        <source>Answer of an agency</source>
        <translation>Trả lời của đơn vị</translation>
    </message>
    <message>
        <source>Situation of the exercise</source>
        <translation>Tình huống diễn tập</translation>
    </message>
    <message>
        <source>Stand down</source>
        <translation>Kết thúc phương án</translation>
    </message>
    <message>
        <source>Take control of the wall</source>
        <translation>Nhận điều khiển</translation>
    </message>
    <message>
        <source>Release the wall</source>
        <translation>Trả quyền điều khiển</translation>
    </message>
    <message>
        <source>Put on the wall</source>
        <translation>Đưa lên tường</translation>
    </message>
    <message>
        <source>Preset of the wall</source>
        <translation>Bộ cảnh màn hình ghép</translation>
    </message>
    <message>
        <source>Wall as before</source>
        <translation>Màn hình ghép như trước</translation>
    </message>
    <message>
        <source>Show each screen&apos;s number</source>
        <translation>Hiện số từng màn hình</translation>
    </message>
    <message>
        <source>Save a preset of the wall</source>
        <translation>Lưu bộ cảnh</translation>
    </message>
    <message>
        <source>Remove a preset of the wall</source>
        <translation>Xóa bộ cảnh</translation>
    </message>
    <message>
        <source>Save the layout</source>
        <translation>Lưu bố cục</translation>
    </message>
    <message>
        <source>Remove the layout</source>
        <translation>Xóa bố cục</translation>
    </message>
    <message>
        <source>Write to a file</source>
        <translation>Ghi ra tệp</translation>
    </message>
</context>
<context>
    <name>administration</name>
    <message>
        <source>Operator</source>
        <translation>Nhân viên trực</translation>
    </message>
    <message>
        <source>Duty officer</source>
        <translation>Lãnh đạo trực</translation>
    </message>
    <message>
        <source>Information security analyst</source>
        <translation>Chuyên viên an toàn thông tin</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>Người xem</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Người kiểm tra nhật ký</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Quản trị viên</translation>
    </message>
    <message>
        <source>Video wall</source>
        <translation>Màn hình ghép</translation>
    </message>
    <message>
        <source>Receives, assigns and resolves incidents, but for those of information security.</source>
        <translation>Tiếp nhận, phân công và xử lý sự cố, trừ sự cố an toàn thông tin.</translation>
    </message>
    <message>
        <source>All that an operator does; closes, refuses, extends, activates response plans.</source>
        <translation>Mọi việc của nhân viên trực; đóng, từ chối, gia hạn, kích hoạt phương án.</translation>
    </message>
    <message>
        <source>Handles the incidents of information security, no others.</source>
        <translation>Xử lý sự cố an toàn thông tin, không xử lý sự cố khác.</translation>
    </message>
    <message>
        <source>Sees what was forwarded to its agencies, and reports what became of it.</source>
        <translation>Thấy những gì đã chuyển đến cơ quan mình và báo kết quả xử lý.</translation>
    </message>
    <message>
        <source>Sees incidents, cameras and indicators; does nothing.</source>
        <translation>Xem sự cố, camera và chỉ số; không thao tác.</translation>
    </message>
    <message>
        <source>Reads who did what; does nothing.</source>
        <translation>Đọc nhật ký ai đã làm gì; không thao tác.</translation>
    </message>
    <message>
        <source>Looks after people and devices; never after incidents.</source>
        <translation>Quản lý người dùng và thiết bị; không xử lý sự cố.</translation>
    </message>
    <message>
        <source>Shows on a wall what the room decides; no personal data.</source>
        <translation>Hiện lên tường những gì phòng điều hành chọn; không có dữ liệu cá nhân.</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Giao thông</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Môi trường</translation>
    </message>
    <message>
        <source>Water and flooding</source>
        <translation>Cấp nước, ngập và thoát nước</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Năng lượng</translation>
    </message>
    <message>
        <source>Waste</source>
        <translation>Rác thải</translation>
    </message>
    <message>
        <source>Public order</source>
        <translation>An ninh trật tự</translation>
    </message>
    <message>
        <source>Public services</source>
        <translation>Dịch vụ công</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Ngân sách</translation>
    </message>
    <message>
        <source>Field reports</source>
        <translation>Phản ánh hiện trường</translation>
    </message>
    <message>
        <source>Information security</source>
        <translation>An toàn thông tin</translation>
    </message>
    <message>
        <source>records did not fit</source>
        <translation>bản ghi không hợp lệ</translation>
    </message>
    <message>
        <source>it may not report that</source>
        <translation>không được báo loại này</translation>
    </message>
    <message>
        <source>it came too often</source>
        <translation>báo quá dày</translation>
    </message>
    <message>
        <source>its token is over</source>
        <translation>mã truy cập đã hết hạn</translation>
    </message>
    <message>
        <source>the whole city</source>
        <translation>toàn thành phố</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>đã khóa</translation>
    </message>
    <message>
        <source>kept waiting after wrong passwords</source>
        <translation>phải chờ vì nhập sai mật khẩu</translation>
    </message>
    <message>
        <source>has to change the password</source>
        <translation>phải đổi mật khẩu</translation>
    </message>
    <message>
        <source>signed in</source>
        <translation>đang đăng nhập</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Vai trò</translation>
    </message>
    <message>
        <source>Tick the agencies that this account stands for.</source>
        <translation>Hãy đánh dấu cơ quan mà tài khoản này đại diện.</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Thêm người</translation>
    </message>
    <message>
        <source>Add and show the password</source>
        <translation>Thêm và hiện mật khẩu</translation>
    </message>
    <message>
        <source>Change, and end the sign-ins</source>
        <translation>Đổi và kết thúc phiên đăng nhập</translation>
    </message>
</context>
<context>
    <name>aqi</name>
    <message>
        <source>Good</source>
        <translation>Tốt</translation>
    </message>
    <message>
        <source>Moderate</source>
        <translation>Trung bình</translation>
    </message>
    <message>
        <source>Poor</source>
        <translation>Kém</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>Xấu</translation>
    </message>
    <message>
        <source>Very bad</source>
        <translation>Rất xấu</translation>
    </message>
    <message>
        <source>Hazardous</source>
        <translation>Nguy hại</translation>
    </message>
</context>
<context>
    <name>audit</name>
    <message>
        <source>Signed in</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Đăng xuất</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Bị từ chối</translation>
    </message>
    <message>
        <source>Refused, many times</source>
        <translation>Bị từ chối nhiều lần</translation>
    </message>
    <message>
        <source>Account made</source>
        <translation>Tạo tài khoản</translation>
    </message>
    <message>
        <source>Account changed</source>
        <translation>Đổi tài khoản</translation>
    </message>
    <message>
        <source>Account unlocked</source>
        <translation>Đã mở khóa tài khoản</translation>
    </message>
    <message>
        <source>Sign-ins ended</source>
        <translation>Đã kết thúc các phiên đăng nhập</translation>
    </message>
    <message>
        <source>Device let in</source>
        <translation>Thiết bị được nhận vào</translation>
    </message>
    <message>
        <source>Code for a new device made</source>
        <translation>Đã tạo mã cho thiết bị mới</translation>
    </message>
    <message>
        <source>Device shut out</source>
        <translation>Thiết bị bị chặn</translation>
    </message>
    <message>
        <source>Device let in again</source>
        <translation>Thiết bị được nhận lại</translation>
    </message>
    <message>
        <source>Device&apos;s key forgotten</source>
        <translation>Đã xóa khóa của thiết bị</translation>
    </message>
    <message>
        <source>Token of a wall made</source>
        <translation>Cấp mã cho màn hình ghép</translation>
    </message>
    <message>
        <source>Wall let in by code</source>
        <translation>Cho màn hình ghép vào bằng mã</translation>
    </message>
    <message>
        <source>Token of a source made</source>
        <translation>Cấp mã cho nguồn dữ liệu</translation>
    </message>
    <message>
        <source>Token of a source ended</source>
        <translation>Chấm dứt mã của nguồn dữ liệu</translation>
    </message>
    <message>
        <source>A source reported</source>
        <translation>Nguồn dữ liệu báo về</translation>
    </message>
    <message>
        <source>Shown who reported</source>
        <translation>Xem người phản ánh</translation>
    </message>
    <message>
        <source>Kept who reported</source>
        <translation>Đã giữ thông tin người báo</translation>
    </message>
    <message>
        <source>Forgotten who reported</source>
        <translation>Đã xoá thông tin người báo</translation>
    </message>
    <message>
        <source>Asked what a caller told of before</source>
        <translation>Hỏi số gọi đến từng báo gì</translation>
    </message>
    <message>
        <source>Camera taken</source>
        <translation>Nhận điều khiển camera</translation>
    </message>
    <message>
        <source>Camera given back</source>
        <translation>Trả điều khiển camera</translation>
    </message>
    <message>
        <source>Camera turned</source>
        <translation>Xoay camera</translation>
    </message>
    <message>
        <source>Position of a camera saved</source>
        <translation>Lưu vị trí camera</translation>
    </message>
    <message>
        <source>Told how to open cameras</source>
        <translation>Cấp thông tin mở camera</translation>
    </message>
    <message>
        <source>Picture of a layout sent</source>
        <translation>Gửi ảnh của bố cục</translation>
    </message>
    <message>
        <source>Audit read</source>
        <translation>Đọc nhật ký kiểm toán</translation>
    </message>
    <message>
        <source>Audit exported</source>
        <translation>Xuất nhật ký kiểm toán</translation>
    </message>
    <message>
        <source>Evidence registered</source>
        <translation>Đã đăng ký chứng cứ</translation>
    </message>
    <message>
        <source>Evidence looked at</source>
        <translation>Đã xem chứng cứ</translation>
    </message>
    <message>
        <source>Evidence held back from removal</source>
        <translation>Đã giữ chứng cứ, không cho xóa</translation>
    </message>
    <message>
        <source>Evidence let go</source>
        <translation>Đã thôi giữ chứng cứ</translation>
    </message>
    <message>
        <source>Evidence removed after its days</source>
        <translation>Chứng cứ hết hạn lưu đã xóa</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Đưa vào kho lưu trữ</translation>
    </message>
    <message>
        <source>Backup restored</source>
        <translation>Khôi phục bản sao lưu</translation>
    </message>
    <message>
        <source>A desk&apos;s chain began anew</source>
        <translation>Chuỗi thao tác của một bàn bắt đầu lại</translation>
    </message>
    <message>
        <source>City changed</source>
        <translation>Thay đổi cấu hình thành phố</translation>
    </message>
    <message>
        <source>Told what is held of somebody</source>
        <translation>Trích dữ liệu về một người</translation>
    </message>
    <message>
        <source>Personal data erased</source>
        <translation>Xóa dữ liệu cá nhân</translation>
    </message>
    <message>
        <source>The audit began</source>
        <translation>Bắt đầu nhật ký kiểm toán</translation>
    </message>
    <message>
        <source>Something new</source>
        <translation>Việc mới, bản này chưa biết tên</translation>
    </message>
</context>
<context>
    <name>channel</name>
    <message>
        <source>Field report</source>
        <translation>Phản ánh hiện trường</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>Cảm biến</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Information security</source>
        <translation>An toàn thông tin</translation>
    </message>
    <message>
        <source>Emergency call</source>
        <translation>Cuộc gọi khẩn cấp</translation>
    </message>
</context>
<context>
    <name>chart</name>
    <message>
        <source>now</source>
        <translation>nay</translation>
    </message>
</context>
<context>
    <name>checklist</name>
    <message>
        <source>operator</source>
        <translation>nhân viên trực</translation>
    </message>
    <message>
        <source>duty officer</source>
        <translation>lãnh đạo trực</translation>
    </message>
    <message>
        <source>agency in charge</source>
        <translation>đơn vị phụ trách</translation>
    </message>
    <message>
        <source>late</source>
        <translation>quá hạn</translation>
    </message>
    <message>
        <source>waiting to send</source>
        <translation>chờ gửi</translation>
    </message>
    <message>
        <source>done during the outage</source>
        <translation>làm khi mất kết nối</translation>
    </message>
    <message>
        <source>overdue by {time}</source>
        <translation>quá hạn {time}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>còn {time}</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} phút</translation>
    </message>
    <message>
        <source>Checklist done: {n} steps</source>
        <translation>Đã xong quy trình: {n} bước</translation>
    </message>
    <message>
        <source>Next, {number} of {count}: {step} ({words})</source>
        <translation>Bước tiếp {number}/{count}: {step} ({words})</translation>
    </message>
    <message>
        <source>done</source>
        <translation>đã xong</translation>
    </message>
</context>
<context>
    <name>conflict</name>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Cấp</translation>
    </message>
    <message>
        <source>Assigned to</source>
        <translation>Người xử lý</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Hạn xử lý</translation>
    </message>
    <message>
        <source>Ours is said again on version {n}. Their lines stay in the history, and they see ours there.</source>
        <translation>Thao tác của tôi được gửi lại trên phiên bản {n}. Diễn biến của họ vẫn còn, và họ sẽ thấy thao tác của tôi ở đó.</translation>
    </message>
    <message>
        <source>Ours is not done. The incident stays as the server has it; ours is put away, not deleted.</source>
        <translation>Thao tác của tôi không thực hiện. Sự cố giữ nguyên như máy chủ; thao tác của tôi được cất lại, không xóa.</translation>
    </message>
    <message>
        <source>The incident is resolved with this text. Everybody sees it in the history.</source>
        <translation>Sự cố được ghi là đã xử lý với nội dung này. Mọi người đều thấy trong diễn biến.</translation>
    </message>
    <message>
        <source>This text is added as a note. The incident&apos;s state stays as the server has it.</source>
        <translation>Nội dung này được thêm thành ghi chú. Trạng thái sự cố giữ nguyên như máy chủ.</translation>
    </message>
    <message>
        <source>Nothing is sent before you confirm. Esc leaves it undecided.</source>
        <translation>Chưa gửi gì trước khi bạn xác nhận. Esc để lại sau.</translation>
    </message>
</context>
<context>
    <name>countdown</name>
    <message>
        <source>clock stopped since {time}</source>
        <translation>tạm dừng tính hạn từ {time}</translation>
    </message>
    <message>
        <source>no deadline</source>
        <translation>không có hạn</translation>
    </message>
    <message>
        <source>overdue, due {time}</source>
        <translation>quá hạn từ {time}</translation>
    </message>
    <message>
        <source>due {time}</source>
        <translation>hạn {time}</translation>
    </message>
</context>
<context>
    <name>deeds</name>
    <message>
        <source>Acknowledge</source>
        <translation>Tiếp nhận</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Phân công</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>Điều động</translation>
    </message>
    <message>
        <source>Report up</source>
        <translation>Báo cấp trên</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Đã xử lý</translation>
    </message>
</context>
<context>
    <name>device</name>
    <message>
        <source>machine {name}</source>
        <translation>máy {name}</translation>
    </message>
</context>
<context>
    <name>evidence</name>
    <message>
        <source>Copy for {who}, {time}</source>
        <translation>Bản sao cho {who}, {time}</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Say why.</source>
        <translation>Hãy ghi lý do.</translation>
    </message>
    <message>
        <source>Say why in some words.</source>
        <translation>Hãy ghi lý do bằng vài từ.</translation>
    </message>
    <message>
        <source>The reason is too long: {n} of at most {most} letters.</source>
        <translation>Lý do quá dài: {n} trên tối đa {most} chữ.</translation>
    </message>
</context>
<context>
    <name>foot</name>
    <message>
        <source>cameras: {n}</source>
        <translation>{n} camera</translation>
    </message>
    <message>
        <source>indicators: {n}</source>
        <translation>{n} chỉ số</translation>
    </message>
    <message>
        <source>incidents: {n}</source>
        <translation>{n} sự cố</translation>
    </message>
    <message>
        <source>Within {n} m: {what}</source>
        <translation>Trong {n} m: {what}</translation>
    </message>
    <message>
        <source>nothing known</source>
        <translation>chưa có gì</translation>
    </message>
</context>
<context>
    <name>form</name>
    <message>
        <source>Assign the incident</source>
        <translation>Phân công xử lý sự cố</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Escalate to the next level</source>
        <translation>Báo cấp trên</translation>
    </message>
    <message>
        <source>Resolve the incident</source>
        <translation>Đã xử lý</translation>
    </message>
    <message>
        <source>Forward to an agency</source>
        <translation>Chuyển xử lý</translation>
    </message>
    <message>
        <source>Reopen the incident</source>
        <translation>Mở lại sự cố</translation>
    </message>
    <message>
        <source>Close the incident</source>
        <translation>Đóng sự cố</translation>
    </message>
    <message>
        <source>Refuse the report</source>
        <translation>Từ chối phản ánh</translation>
    </message>
    <message>
        <source>Extend the deadline</source>
        <translation>Gia hạn</translation>
    </message>
    <message>
        <source>Verify the incident</source>
        <translation>Xác minh sự cố</translation>
    </message>
    <message>
        <source>Classify the incident</source>
        <translation>Phân loại sự cố</translation>
    </message>
    <message>
        <source>Stop the clock</source>
        <translation>Tạm dừng tính hạn</translation>
    </message>
    <message>
        <source>Answer the reporter</source>
        <translation>Trả lời người phản ánh</translation>
    </message>
    <message>
        <source>Put aside for a while</source>
        <translation>Tạm hoãn</translation>
    </message>
    <message>
        <source>Mark the step</source>
        <translation>Đánh dấu bước đã làm</translation>
    </message>
    <message>
        <source>Who reported</source>
        <translation>Người báo tin</translation>
    </message>
    <message>
        <source>Write in the shift log</source>
        <translation>Ghi sổ trực</translation>
    </message>
    <message>
        <source>Change the level</source>
        <translation>Đổi cấp</translation>
    </message>
    <message>
        <source>Write in the plan&apos;s log</source>
        <translation>Ghi nhật ký phương án</translation>
    </message>
    <message>
        <source>Flash report</source>
        <translation>Báo cáo nhanh</translation>
    </message>
    <message>
        <source>Ask all agencies</source>
        <translation>Hỏi các đơn vị</translation>
    </message>
    <message>
        <source>Answer of an agency</source>
        <translation>Trả lời của đơn vị</translation>
    </message>
    <message>
        <source>Situation of the exercise</source>
        <translation>Tình huống diễn tập</translation>
    </message>
    <message>
        <source>Stand down</source>
        <translation>Kết thúc phương án</translation>
    </message>
    <message>
        <source>Keep what the wall shows</source>
        <translation>Lưu cảnh đang chiếu thành bộ cảnh</translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>{n} s</source>
        <translation>{n} giây</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} phút</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} giờ</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n} ngày</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Thứ Hai</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Thứ Ba</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Thứ Tư</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Thứ Năm</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Thứ Sáu</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Thứ Bảy</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Chủ nhật</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>T2</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>T3</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>T4</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>T5</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>T6</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>T7</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>CN</translation>
    </message>
    <message>
        <source>{age} overdue</source>
        <translation>quá hạn {age}</translation>
    </message>
    <message>
        <source>{age} left</source>
        <translation>còn {age}</translation>
    </message>
    <message>
        <source>tomorrow {time}</source>
        <translation>mai {time}</translation>
    </message>
</context>
<context>
    <name>forms</name>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends · Esc closes</source>
        <translation>Ctrl+Enter để gửi · Esc để đóng</translation>
    </message>
    <message>
        <source>Begin from a template</source>
        <translation>Dùng mẫu có sẵn</translation>
    </message>
    <message>
        <source>The text is too long: {n} of at most {most} characters.</source>
        <translation>Nội dung quá dài: {n} ký tự, tối đa {most}.</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>Acknowledged by {name}</source>
        <translation>{name} tiếp nhận</translation>
    </message>
    <message>
        <source>{name} assigned to {text}</source>
        <translation>{name} phân công cho {text}</translation>
    </message>
    <message>
        <source>{name}: {text}</source>
        <translation>{name}: {text}</translation>
    </message>
    <message>
        <source>{name} escalated: {text}</source>
        <translation>{name} báo cấp trên: {text}</translation>
    </message>
    <message>
        <source>{name} resolved: {text}</source>
        <translation>{name} báo đã xử lý: {text}</translation>
    </message>
    <message>
        <source>{name} forwarded to {text}</source>
        <translation>{name} chuyển xử lý đến {text}</translation>
    </message>
    <message>
        <source>{name} reopened: {text}</source>
        <translation>{name} mở lại: {text}</translation>
    </message>
    <message>
        <source>{name} verified: {text}</source>
        <translation>{name} đã xác minh: {text}</translation>
    </message>
    <message>
        <source>{name} classified: {text}</source>
        <translation>{name} phân loại: {text}</translation>
    </message>
    <message>
        <source>{name} started work: {text}</source>
        <translation>{name} bắt đầu xử lý: {text}</translation>
    </message>
    <message>
        <source>{name} stopped the clock: {text}</source>
        <translation>{name} tạm dừng tính hạn: {text}</translation>
    </message>
    <message>
        <source>{name} let the clock run: {text}</source>
        <translation>{name} tính hạn tiếp: {text}</translation>
    </message>
    <message>
        <source>{name} answered the reporter: {text}</source>
        <translation>{name} trả lời người phản ánh: {text}</translation>
    </message>
    <message>
        <source>{name} rated it: {text}</source>
        <translation>{name} đánh giá: {text}</translation>
    </message>
    <message>
        <source>The source {name} reports it as over: {text}</source>
        <translation>Nguồn {name} báo đã kết thúc: {text}</translation>
    </message>
    <message>
        <source>The source {name} reports it as not over yet</source>
        <translation>Nguồn {name} báo chưa kết thúc</translation>
    </message>
    <message>
        <source>The source {name} took it back</source>
        <translation>Nguồn {name} đã rút lại</translation>
    </message>
    <message>
        <source>Closed by {name}</source>
        <translation>{name} đóng sự cố</translation>
    </message>
    <message>
        <source>Opened by {name}</source>
        <translation>{name} mở sự cố</translation>
    </message>
    <message>
        <source>{name} refused: {text}</source>
        <translation>{name} từ chối: {text}</translation>
    </message>
    <message>
        <source>{name} put it aside: {text}</source>
        <translation>{name} tạm hoãn: {text}</translation>
    </message>
    <message>
        <source>{name} brought it back</source>
        <translation>{name} bỏ tạm hoãn</translation>
    </message>
    <message>
        <source>{name} joined it into {text}</source>
        <translation>{name} gộp vào {text}</translation>
    </message>
    <message>
        <source>{name} parted it again</source>
        <translation>{name} tách ra lại</translation>
    </message>
    <message>
        <source>{name} extended the deadline: {text}</source>
        <translation>{name} gia hạn: {text}</translation>
    </message>
    <message>
        <source>{name} tagged it: {text}</source>
        <translation>{name} gắn thẻ: {text}</translation>
    </message>
    <message>
        <source>{name} added evidence: {text}</source>
        <translation>{name} thêm chứng cứ: {text}</translation>
    </message>
    <message>
        <source>{name} did: {text}</source>
        <translation>{name} đã làm: {text}</translation>
    </message>
    <message>
        <source>{name} looked at who reported: {text}</source>
        <translation>{name} đã xem người báo tin: {text}</translation>
    </message>
    <message>
        <source>done during the outage</source>
        <translation>làm lúc mất kết nối</translation>
    </message>
    <message>
        <source>done during the outage, received {time}</source>
        <translation>làm lúc mất kết nối, máy chủ nhận {time}</translation>
    </message>
    <message>
        <source>that device&apos;s clock was {seconds} s off</source>
        <translation>đồng hồ máy đó lệch {seconds} giây</translation>
    </message>
    <message>
        <source>Done: {time}</source>
        <translation>Làm lúc: {time}</translation>
    </message>
    <message>
        <source>Received by the server: {time}</source>
        <translation>Máy chủ nhận lúc: {time}</translation>
    </message>
</context>
<context>
    <name>incident_state</name>
    <message>
        <source>nobody has acknowledged</source>
        <translation>chưa tiếp nhận</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>đã tiếp nhận</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>đang xử lý</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>đã xử lý</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>đã đóng</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>từ chối</translation>
    </message>
    <message>
        <source>escalated to level {n}</source>
        <translation>đã báo cấp {n}</translation>
    </message>
    <message>
        <source>an action is in conflict</source>
        <translation>có thao tác xung đột</translation>
    </message>
    <message>
        <source>an action was refused</source>
        <translation>có thao tác bị từ chối</translation>
    </message>
    <message>
        <source>waiting to send</source>
        <translation>chờ gửi</translation>
    </message>
</context>
<context>
    <name>indicator</name>
    <message>
        <source>Past the limit</source>
        <translation>Vượt ngưỡng</translation>
    </message>
    <message>
        <source>Below the limit</source>
        <translation>Dưới ngưỡng</translation>
    </message>
    <message>
        <source>Past the warning</source>
        <translation>Vượt mức cảnh báo</translation>
    </message>
    <message>
        <source>Below the warning</source>
        <translation>Dưới mức cảnh báo</translation>
    </message>
    <message>
        <source>Above target</source>
        <translation>Trên mục tiêu</translation>
    </message>
    <message>
        <source>Below target</source>
        <translation>Dưới mục tiêu</translation>
    </message>
    <message>
        <source>target {value}</source>
        <translation>mục tiêu {value}</translation>
    </message>
    <message>
        <source>limit {value}</source>
        <translation>ngưỡng {value}</translation>
    </message>
    <message>
        <source>{change} in 1 hour</source>
        <translation>{change} trong 1 giờ</translation>
    </message>
    <message>
        <source>{change} against yesterday</source>
        <translation>{change} so với hôm qua</translation>
    </message>
    <message>
        <source>{change} against last week</source>
        <translation>{change} so với tuần trước</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>không đổi</translation>
    </message>
</context>
<context>
    <name>lock</name>
    <message>
        <source>Field report</source>
        <translation>Phản ánh hiện trường</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>Cảm biến</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Information security</source>
        <translation>An toàn thông tin</translation>
    </message>
    <message>
        <source>Emergency call</source>
        <translation>Cuộc gọi khẩn cấp</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Cảnh báo</translation>
    </message>
</context>
<context>
    <name>nearby</name>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Sự cố</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>Chỉ số</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Bản đồ</translation>
    </message>
</context>
<context>
    <name>outbox</name>
    <message>
        <source>waiting to send</source>
        <translation>chờ gửi</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>đang gửi</translation>
    </message>
    <message>
        <source>received by the server</source>
        <translation>máy chủ đã ghi nhận</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>đã hoàn tất</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>cần xem lại</translation>
    </message>
    <message>
        <source>in conflict</source>
        <translation>xung đột</translation>
    </message>
    <message>
        <source>refused by the server</source>
        <translation>máy chủ từ chối</translation>
    </message>
    <message>
        <source>too old to send</source>
        <translation>quá hạn gửi</translation>
    </message>
    <message>
        <source>put away</source>
        <translation>đã cất</translation>
    </message>
    <message>
        <source>said again</source>
        <translation>đã gửi lại</translation>
    </message>
    <message>
        <source>recorded, somebody else&apos;s stands</source>
        <translation>đã lưu, bản của người khác giữ nguyên</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>đã rút lại</translation>
    </message>
</context>
<context>
    <name>own_clock</name>
    <message>
        <source>that device&apos;s clock said {time}</source>
        <translation>đồng hồ máy đó ghi {time}</translation>
    </message>
</context>
<context>
    <name>place_map</name>
    <message>
        <source>north</source>
        <translation>phía bắc</translation>
    </message>
    <message>
        <source>north-east</source>
        <translation>phía đông bắc</translation>
    </message>
    <message>
        <source>east</source>
        <translation>phía đông</translation>
    </message>
    <message>
        <source>south-east</source>
        <translation>phía đông nam</translation>
    </message>
    <message>
        <source>south</source>
        <translation>phía nam</translation>
    </message>
    <message>
        <source>south-west</source>
        <translation>phía tây nam</translation>
    </message>
    <message>
        <source>west</source>
        <translation>phía tây</translation>
    </message>
    <message>
        <source>north-west</source>
        <translation>phía tây bắc</translation>
    </message>
    <message>
        <source>Ward</source>
        <translation>Phường</translation>
    </message>
    <message>
        <source>Water</source>
        <translation>Sông, hồ</translation>
    </message>
    <message>
        <source>Road</source>
        <translation>Đường</translation>
    </message>
    <message>
        <source>Park, green</source>
        <translation>Công viên, cây xanh</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Địa điểm</translation>
    </message>
</context>
<context>
    <name>plan</name>
    <message>
        <source>DRILL</source>
        <translation>DIỄN TẬP</translation>
    </message>
    <message>
        <source>flood</source>
        <translation>lũ, ngập</translation>
    </message>
    <message>
        <source>storm</source>
        <translation>bão</translation>
    </message>
    <message>
        <source>fire</source>
        <translation>cháy, nổ</translation>
    </message>
    <message>
        <source>traffic disaster</source>
        <translation>thảm họa giao thông</translation>
    </message>
    <message>
        <source>epidemic</source>
        <translation>dịch bệnh</translation>
    </message>
    <message>
        <source>information security</source>
        <translation>an toàn thông tin</translation>
    </message>
    <message>
        <source>Flood alarm {n}</source>
        <translation>Báo động {n}</translation>
    </message>
    <message>
        <source>Level {n}</source>
        <translation>Cấp {n}</translation>
    </message>
    <message>
        <source>Raised to level {level}: {reason}</source>
        <translation>Nâng lên cấp {level}: {reason}</translation>
    </message>
    <message>
        <source>Lowered to level {level}: {reason}</source>
        <translation>Hạ xuống cấp {level}: {reason}</translation>
    </message>
    <message>
        <source>{agency}: READY. {text}</source>
        <translation>{agency}: SẴN SÀNG. {text}</translation>
    </message>
    <message>
        <source>{agency}: NOT READY. {text}</source>
        <translation>{agency}: CHƯA SẴN SÀNG. {text}</translation>
    </message>
    <message>
        <source>Flash report, {late_min} minutes late: {text}</source>
        <translation>Báo cáo nhanh, quá hạn {late_min} phút: {text}</translation>
    </message>
    <message>
        <source>Activated at level {level}: {reason}</source>
        <translation>Kích hoạt ở cấp {level}: {reason}</translation>
    </message>
    <message>
        <source>Activated a second time, at level {level}: {reason}</source>
        <translation>Kích hoạt lần thứ hai, ở cấp {level}: {reason}</translation>
    </message>
    <message>
        <source>Done: {text}</source>
        <translation>Đã làm: {text}</translation>
    </message>
    <message>
        <source>Flash report: {text}</source>
        <translation>Báo cáo nhanh: {text}</translation>
    </message>
    <message>
        <source>Asked all agencies: {question}</source>
        <translation>Hỏi các đơn vị: {question}</translation>
    </message>
    <message>
        <source>Stood down: {reason}</source>
        <translation>Kết thúc: {reason}</translation>
    </message>
    <message>
        <source>{wall} shows “{preset}”</source>
        <translation>{wall} đã chuyển sang “{preset}”</translation>
    </message>
    <message>
        <source>{wall} has no preset “{preset}”: nothing was shown there</source>
        <translation>{wall} không có bộ cảnh “{preset}”: chưa đưa gì lên</translation>
    </message>
    <message>
        <source>{wall}: what stood there before is back</source>
        <translation>{wall}: đã trở lại như trước</translation>
    </message>
    <message>
        <source>Situation of the exercise: {title}</source>
        <translation>Tình huống diễn tập: {title}</translation>
    </message>
    <message>
        <source>Drill ended: “{plan}” was activated in earnest</source>
        <translation>Dừng diễn tập: “{plan}” được kích hoạt thật</translation>
    </message>
    <message>
        <source>Done once more: {text}</source>
        <translation>Làm lại lần nữa: {text}</translation>
    </message>
    <message>
        <source>{text} (no longer counted)</source>
        <translation>{text} (không còn tính)</translation>
    </message>
    <message>
        <source>New, severity {severity}: {code} · {title} · {ward}</source>
        <translation>Sự cố mới, mức {severity}: {code} · {title} · {ward}</translation>
    </message>
    <message>
        <source>Dealt with: {code} · {title}</source>
        <translation>Đã xử lý xong: {code} · {title}</translation>
    </message>
    <message>
        <source>Source lost: {name}</source>
        <translation>Mất nguồn dữ liệu: {name}</translation>
    </message>
    <message>
        <source>Source back after {minutes} minutes: {name}</source>
        <translation>Nguồn dữ liệu có lại sau {minutes} phút: {name}</translation>
    </message>
    <message>
        <source>The flash report is late: it was due at {due}</source>
        <translation>Báo cáo nhanh quá hạn: hạn lúc {due}</translation>
    </message>
    <message>
        <source>{name}: {value} {unit}, past the critical threshold {limit}</source>
        <translation>{name}: {value} {unit}, vượt ngưỡng khẩn cấp {limit}</translation>
    </message>
    <message>
        <source>{name}: {value} {unit}, back to normal (threshold {limit})</source>
        <translation>{name}: {value} {unit}, đã về mức bình thường (ngưỡng {limit})</translation>
    </message>
    <message>
        <source>{name}: {value} {unit}, no longer critical</source>
        <translation>{name}: {value} {unit}, dưới ngưỡng khẩn cấp, còn vượt ngưỡng cảnh báo</translation>
    </message>
    <message>
        <source>{name}: {value} {unit}, past the warning threshold {limit}</source>
        <translation>{name}: {value} {unit}, vượt ngưỡng cảnh báo {limit}</translation>
    </message>
    <message>
        <source>{n} new incidents</source>
        <translation>{n} sự cố mới</translation>
    </message>
    <message>
        <source>{n} dealt with</source>
        <translation>{n} sự cố đã xử lý xong</translation>
    </message>
    <message>
        <source>{n} sources lost</source>
        <translation>{n} nguồn dữ liệu bị mất</translation>
    </message>
    <message>
        <source>{n} sources back</source>
        <translation>{n} nguồn dữ liệu có lại</translation>
    </message>
    <message>
        <source>And more in the minute from {time}: {more}</source>
        <translation>Trong phút {time} còn thêm: {more}</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>tự động</translation>
    </message>
    <message>
        <source>done during the outage, received {time}</source>
        <translation>làm khi mất kết nối, máy chủ nhận {time}</translation>
    </message>
    <message>
        <source>at the desk of {name}</source>
        <translation>tại bàn của {name}</translation>
    </message>
    <message>
        <source>Flash report {age} LATE</source>
        <translation>Báo cáo nhanh QUÁ HẠN {age}</translation>
    </message>
    <message>
        <source>Flash report in {age}</source>
        <translation>Báo cáo nhanh sau {age}</translation>
    </message>
    <message>
        <source>Ready {go} · not ready {no} · no answer yet {silent}</source>
        <translation>Sẵn sàng {go} · chưa sẵn sàng {no} · chưa trả lời {silent}</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>chưa trả lời</translation>
    </message>
    <message>
        <source>READY</source>
        <translation>SẴN SÀNG</translation>
    </message>
    <message>
        <source>NOT READY</source>
        <translation>CHƯA SẴN SÀNG</translation>
    </message>
</context>
<context>
    <name>reason</name>
    <message>
        <source>Camera asks for a sign-in</source>
        <translation>Camera đòi đăng nhập</translation>
    </message>
    <message>
        <source>Wrong user or password</source>
        <translation>Sai tài khoản hoặc mật khẩu</translation>
    </message>
    <message>
        <source>Unknown way of signing in</source>
        <translation>Kiểu đăng nhập không hỗ trợ</translation>
    </message>
    <message>
        <source>This account may not watch</source>
        <translation>Tài khoản không được xem</translation>
    </message>
    <message>
        <source>Camera is not on the list</source>
        <translation>Camera ngoài danh sách</translation>
    </message>
    <message>
        <source>Camera&apos;s name is not found</source>
        <translation>Không tìm thấy tên camera</translation>
    </message>
    <message>
        <source>No way to the camera</source>
        <translation>Không có đường tới camera</translation>
    </message>
    <message>
        <source>Camera refuses the connection</source>
        <translation>Camera từ chối kết nối</translation>
    </message>
    <message>
        <source>Not allowed to connect yet</source>
        <translation>Chưa được phép kết nối</translation>
    </message>
    <message>
        <source>Camera does not answer</source>
        <translation>Camera không phản hồi</translation>
    </message>
    <message>
        <source>Encrypted connection fails</source>
        <translation>Kết nối mã hóa thất bại</translation>
    </message>
    <message>
        <source>Connected, but no answer</source>
        <translation>Đã kết nối, không trả lời</translation>
    </message>
    <message>
        <source>Camera hung up</source>
        <translation>Camera ngắt kết nối</translation>
    </message>
    <message>
        <source>No video service there</source>
        <translation>Không có dịch vụ hình ở đó</translation>
    </message>
    <message>
        <source>Camera has no such stream</source>
        <translation>Camera không có luồng này</translation>
    </message>
    <message>
        <source>Camera rejects the address</source>
        <translation>Camera không nhận địa chỉ</translation>
    </message>
    <message>
        <source>Camera points elsewhere</source>
        <translation>Camera chuyển đi nơi khác</translation>
    </message>
    <message>
        <source>A web page, not a video</source>
        <translation>Đây là trang web, không phải hình</translation>
    </message>
    <message>
        <source>What comes is no video</source>
        <translation>Dữ liệu đến không phải hình</translation>
    </message>
    <message>
        <source>A single picture, no video</source>
        <translation>Chỉ là ảnh chụp, không có hình động</translation>
    </message>
    <message>
        <source>Camera takes no more viewers</source>
        <translation>Camera đã hết lượt xem</translation>
    </message>
    <message>
        <source>Camera reports a fault</source>
        <translation>Camera báo lỗi</translation>
    </message>
    <message>
        <source>Camera lost the session</source>
        <translation>Camera mất phiên xem</translation>
    </message>
    <message>
        <source>Camera sends by UDP only</source>
        <translation>Camera chỉ gửi bằng UDP</translation>
    </message>
    <message>
        <source>Camera&apos;s answer is unreadable</source>
        <translation>Camera trả lời không đọc được</translation>
    </message>
    <message>
        <source>Sound only, no video</source>
        <translation>Chỉ có tiếng, không có hình</translation>
    </message>
    <message>
        <source>Unknown video format</source>
        <translation>Chuẩn hình không hỗ trợ</translation>
    </message>
    <message>
        <source>Video is encrypted</source>
        <translation>Hình bị mã hóa</translation>
    </message>
    <message>
        <source>Playlist is empty</source>
        <translation>Danh sách phát trống</translation>
    </message>
    <message>
        <source>Pictures are not told apart</source>
        <translation>Ảnh gửi không tách được</translation>
    </message>
    <message>
        <source>Connected, but no video comes</source>
        <translation>Đã kết nối, chưa có hình</translation>
    </message>
    <message>
        <source>Waiting for a full picture</source>
        <translation>Đang chờ khung hình đủ</translation>
    </message>
    <message>
        <source>Camera leaves out decoding data</source>
        <translation>Camera gửi thiếu dữ liệu giải mã</translation>
    </message>
    <message>
        <source>Video cannot be decoded</source>
        <translation>Không giải mã được hình</translation>
    </message>
    <message>
        <source>Camera&apos;s address is not valid</source>
        <translation>Địa chỉ không hợp lệ</translation>
    </message>
    <message>
        <source>Compare the address with the camera&apos;s manual</source>
        <translation>Đối chiếu địa chỉ với tài liệu của camera</translation>
    </message>
    <message>
        <source>Restart the camera if it stays so</source>
        <translation>Nếu vẫn vậy, khởi động lại camera</translation>
    </message>
    <message>
        <source>Check power, cable and network of the camera</source>
        <translation>Kiểm tra nguồn, cáp và mạng của camera</translation>
    </message>
    <message>
        <source>Set the camera to plain H.264 or H.265</source>
        <translation>Đặt camera về H.264 hoặc H.265 thường</translation>
    </message>
    <message>
        <source>Enter the camera&apos;s user and password on the server</source>
        <translation>Nhập tài khoản, mật khẩu camera trên máy chủ</translation>
    </message>
    <message>
        <source>Correct it on the server; tried rarely, or the camera locks the account</source>
        <translation>Sửa trên máy chủ; thử lại thưa để camera không khóa tài khoản</translation>
    </message>
    <message>
        <source>Set the camera to Digest or Basic</source>
        <translation>Đặt camera dùng Digest hoặc Basic</translation>
    </message>
    <message>
        <source>Let this account watch live in the camera, or wait if it is locked</source>
        <translation>Cấp quyền xem trực tiếp trên camera, hoặc chờ nếu đang bị khóa</translation>
    </message>
    <message>
        <source>Write spaces and quotes as %20, %22, %27</source>
        <translation>Viết dấu cách, dấu nháy thành %20, %22, %27</translation>
    </message>
    <message>
        <source>Write # as %23</source>
        <translation>Viết dấu # thành %23</translation>
    </message>
    <message>
        <source>It has to begin with rtsp://, rtsps://, http:// or https://</source>
        <translation>Phải bắt đầu bằng rtsp://, rtsps://, http:// hoặc https://</translation>
    </message>
    <message>
        <source>Correct the camera&apos;s name or number in the address</source>
        <translation>Sửa tên hoặc số IP của camera trong địa chỉ</translation>
    </message>
    <message>
        <source>Write the camera&apos;s name in plain letters (xn--…)</source>
        <translation>Viết tên camera bằng chữ không dấu (xn--…)</translation>
    </message>
    <message>
        <source>The port has to be a number from 1 to 65535</source>
        <translation>Cổng phải là số từ 1 đến 65535</translation>
    </message>
    <message>
        <source>Take user and password out of the address</source>
        <translation>Bỏ tài khoản, mật khẩu ra khỏi địa chỉ</translation>
    </message>
    <message>
        <source>Shorten the address</source>
        <translation>Rút ngắn địa chỉ</translation>
    </message>
    <message>
        <source>Take /../ out of the address</source>
        <translation>Bỏ /../ khỏi địa chỉ</translation>
    </message>
    <message>
        <source>Have it added to the server&apos;s list of cameras</source>
        <translation>Đề nghị thêm vào danh sách camera trên máy chủ</translation>
    </message>
    <message>
        <source>Correct the camera&apos;s name in the address, or check the DNS</source>
        <translation>Sửa tên camera trong địa chỉ, hoặc kiểm tra DNS</translation>
    </message>
    <message>
        <source>Check the port, and that the camera&apos;s video service is on</source>
        <translation>Kiểm tra cổng, và dịch vụ hình của camera đã bật</translation>
    </message>
    <message>
        <source>Check that the port is the encrypted one</source>
        <translation>Kiểm tra cổng có đúng là cổng mã hóa</translation>
    </message>
    <message>
        <source>Check the port and the beginning of the address</source>
        <translation>Kiểm tra cổng và phần đầu địa chỉ</translation>
    </message>
    <message>
        <source>Enter the address that it leads to</source>
        <translation>Nhập thẳng địa chỉ mà camera chuyển tới</translation>
    </message>
    <message>
        <source>Enter the address of the video, not of the camera&apos;s page</source>
        <translation>Nhập địa chỉ luồng hình, không phải trang web của camera</translation>
    </message>
    <message>
        <source>Enter the address of the video, not of a snapshot</source>
        <translation>Nhập địa chỉ luồng hình, không phải ảnh chụp</translation>
    </message>
    <message>
        <source>Close other viewers, or raise the camera&apos;s limit</source>
        <translation>Bớt nơi đang xem, hoặc tăng giới hạn trên camera</translation>
    </message>
    <message>
        <source>Switch on RTSP over TCP in the camera</source>
        <translation>Bật RTSP qua TCP trên camera</translation>
    </message>
    <message>
        <source>Switch on video for this stream in the camera</source>
        <translation>Bật hình cho luồng này trên camera</translation>
    </message>
    <message>
        <source>Switch off video encryption in the camera</source>
        <translation>Tắt mã hóa hình trên camera</translation>
    </message>
    <message>
        <source>Start the service that makes this stream</source>
        <translation>Khởi động dịch vụ phát luồng này</translation>
    </message>
    <message>
        <source>Shorten the keyframe interval in the camera</source>
        <translation>Giảm khoảng cách khung I trên camera</translation>
    </message>
    <message>
        <source>Restart the camera, or renew its firmware</source>
        <translation>Khởi động lại camera, hoặc cập nhật phần mềm của nó</translation>
    </message>
    <message>
        <source>Switch off encryption and “smart” coding in the camera</source>
        <translation>Tắt mã hóa và nén “thông minh” trên camera</translation>
    </message>
</context>
<context>
    <name>rows</name>
    <message>
        <source>↑ ↓ walk through the rows</source>
        <translation>↑ ↓ duyệt danh sách</translation>
    </message>
    <message>
        <source>End the last, then older ones</source>
        <translation>End tới dòng cuối, rồi các dòng cũ hơn</translation>
    </message>
    <message>
        <source>/ searches</source>
        <translation>/ tìm</translation>
    </message>
    <message>
        <source>F5 reads again</source>
        <translation>F5 đọc lại</translation>
    </message>
    <message>
        <source>Esc back</source>
        <translation>Esc quay lại</translation>
    </message>
</context>
<context>
    <name>severity</name>
    <message>
        <source>Critical</source>
        <translation>Khẩn cấp</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Cao</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Trung bình</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Thấp</translation>
    </message>
    <message>
        <source>Severity unreadable</source>
        <translation>Không đọc được mức độ</translation>
    </message>
    <message>
        <source>severity unreadable</source>
        <translation>không đọc được mức độ</translation>
    </message>
    <message>
        <source>not fully readable</source>
        <translation>đọc không hết</translation>
    </message>
</context>
<context>
    <name>shift</name>
    <message>
        <source>{who} signed on · {desk}</source>
        <translation>{who} vào ca · {desk}</translation>
    </message>
    <message>
        <source>{who} signed off · {desk}</source>
        <translation>{who} rời ca · {desk}</translation>
    </message>
    <message>
        <source>{who} signed a handover to {to}: {n} items</source>
        <translation>{who} ký giao ca cho {to}: {n} việc</translation>
    </message>
    <message>
        <source>{who} signed for {n} items from {from}</source>
        <translation>{who} ký nhận {n} việc từ {from}</translation>
    </message>
    <message>
        <source>{who} returned {n} items to {from}: {reason}</source>
        <translation>{who} trả lại {n} việc cho {from}: {reason}</translation>
    </message>
    <message>
        <source>{who} escalated {code} to level {level}: {reason}</source>
        <translation>{who} báo cấp trên {code}, cấp {level}: {reason}</translation>
    </message>
    <message>
        <source>New and critical: {code} · {title}</source>
        <translation>Sự cố khẩn cấp mới: {code} · {title}</translation>
    </message>
    <message>
        <source>{who} activated “{plan}” at level {level}: {reason}</source>
        <translation>{who} kích hoạt “{plan}” ở cấp {level}: {reason}</translation>
    </message>
    <message>
        <source>{who} set “{plan}” to level {level}: {reason}</source>
        <translation>{who} chuyển “{plan}” sang cấp {level}: {reason}</translation>
    </message>
    <message>
        <source>{who} stood “{plan}” down: {reason}</source>
        <translation>{who} kết thúc “{plan}”: {reason}</translation>
    </message>
    <message>
        <source>{name} began</source>
        <translation>Bắt đầu {name}</translation>
    </message>
    <message>
        <source>Source lost: {name}</source>
        <translation>Mất nguồn dữ liệu: {name}</translation>
    </message>
    <message>
        <source>{who} was told who reported of {count} incidents within an hour</source>
        <translation>{who} đã xem người báo tin của {count} sự cố trong một giờ</translation>
    </message>
    <message>
        <source>{device}: the record of actions was lost there and began anew, under {who}</source>
        <translation>{device}: sổ thao tác ở đó bị mất và bắt đầu lại, khi {who} đang trực</translation>
    </message>
    <message>
        <source>{agency} has not accepted {code} after {minutes} minutes · {title}</source>
        <translation>{agency} chưa tiếp nhận {code} sau {minutes} phút · {title}</translation>
    </message>
    <message>
        <source>Source back: {name}</source>
        <translation>Nguồn dữ liệu có lại: {name}</translation>
    </message>
    <message>
        <source>Message not sent to {to}: {reason_text}</source>
        <translation>Không gửi được tin tới {to}: {reason_text}</translation>
    </message>
    <message>
        <source>written by hand</source>
        <translation>ghi tay</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>tự động</translation>
    </message>
    <message>
        <source>corrected by a later line</source>
        <translation>đã có dòng đính chính</translation>
    </message>
    <message>
        <source>corrects an earlier line</source>
        <translation>đính chính dòng trước</translation>
    </message>
    <message>
        <source>pinned for the next shift</source>
        <translation>ghim cho ca sau</translation>
    </message>
    <message>
        <source>written during the outage, received {time}</source>
        <translation>ghi lúc mất kết nối, nhận {time}</translation>
    </message>
    <message>
        <source>not decided</source>
        <translation>chưa quyết</translation>
    </message>
    <message>
        <source>taken over</source>
        <translation>đã nhận</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>trả lại</translation>
    </message>
    <message>
        <source>somebody else was given it</source>
        <translation>đã giao cho người khác</translation>
    </message>
    <message>
        <source>has ended</source>
        <translation>đã kết thúc</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Bên giao</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>Bên nhận</translation>
    </message>
    <message>
        <source> during the outage</source>
        <translation> (lúc mất kết nối)</translation>
    </message>
    <message>
        <source>Not signed by {name} yet</source>
        <translation>{name} chưa ký nhận</translation>
    </message>
    <message>
        <source>Shelved ({n}): {names}</source>
        <translation>Đang tạm hoãn ({n}): {names}</translation>
    </message>
    <message>
        <source>Sources down ({n}): {names}</source>
        <translation>Nguồn mất dữ liệu ({n}): {names}</translation>
    </message>
    <message>
        <source>Cameras without a picture ({n}): {names}</source>
        <translation>Camera mất hình ({n}): {names}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không</translation>
    </message>
    <message>
        <source>Waiting to be sent: {n}</source>
        <translation>Chờ gửi: {n}</translation>
    </message>
    <message>
        <source>nobody has signed on</source>
        <translation>chưa ai vào ca</translation>
    </message>
    <message>
        <source>Here: {names}</source>
        <translation>Có mặt: {names}</translation>
    </message>
    <message>
        <source>Not signed on: {names}</source>
        <translation>Chưa vào ca: {names}</translation>
    </message>
</context>
<context>
    <name>stream</name>
    <message>
        <source>Picture {age} late</source>
        <translation>Hình trễ {age}</translation>
    </message>
    <message>
        <source>Picture late</source>
        <translation>Hình đến trễ</translation>
    </message>
    <message>
        <source>Picture frozen for {age}</source>
        <translation>Hình đứng {age}</translation>
    </message>
    <message>
        <source>Picture frozen</source>
        <translation>Hình đứng</translation>
    </message>
    <message>
        <source>No picture for {age}</source>
        <translation>Mất hình {age}</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Mất hình</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Đang kết nối…</translation>
    </message>
    <message>
        <source>Decoder restarting…</source>
        <translation>Đang khởi động lại bộ giải mã…</translation>
    </message>
    <message>
        <source>Camera refuses the connection</source>
        <translation>Camera từ chối kết nối</translation>
    </message>
    <message>
        <source>Camera refuses the sign-in</source>
        <translation>Camera từ chối đăng nhập</translation>
    </message>
    <message>
        <source>No camera at this address</source>
        <translation>Không có camera ở địa chỉ này</translation>
    </message>
    <message>
        <source>last frame {time}</source>
        <translation>khung cuối {time}</translation>
    </message>
    <message>
        <source>next try in {age}</source>
        <translation>thử lại sau {age}</translation>
    </message>
</context>
<context>
    <name>target</name>
    <message>
        <source>Incident</source>
        <translation>Sự cố</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Ca trực</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Bố cục</translation>
    </message>
    <message>
        <source>Response plan</source>
        <translation>Phương án</translation>
    </message>
    <message>
        <source>Video wall</source>
        <translation>Màn hình ghép</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Máy</translation>
    </message>
    <message>
        <source>Source of data</source>
        <translation>Nguồn dữ liệu</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Việc khác</translation>
    </message>
</context>
<context>
    <name>wall</name>
    <message>
        <source>{n} more incidents are open</source>
        <translation>còn {n} sự cố đang mở nữa</translation>
    </message>
    <message>
        <source>{n} more cameras</source>
        <translation>còn {n} camera nữa</translation>
    </message>
</context>
</TS>
