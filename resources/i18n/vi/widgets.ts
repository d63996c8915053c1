<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>AssignForm</name>
    <message>
        <source>Assign the incident</source>
        <translation>Phân công xử lý sự cố</translation>
    </message>
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
    <name>BottomStrip</name>
    <message>
        <source>Load and oldest data</source>
        <translation>Tải cảnh báo và dữ liệu cũ nhất</translation>
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
        <translation>↑ ↓ chọn · Enter mở sự cố · Esc đóng</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Lệnh</translation>
    </message>
    <message>
        <source>Type a command; marks are not needed</source>
        <translation>Gõ tên lệnh, không cần dấu</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Tìm lệnh</translation>
    </message>
    <message>
        <source>No command matches</source>
        <translation>Không có lệnh nào khớp</translation>
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
        <translation>Cần bạn quyết định</translation>
    </message>
    <message>
        <source>Conflict to decide</source>
        <translation>Xung đột cần quyết định</translation>
    </message>
    <message>
        <source>Our words and theirs, to be edited</source>
        <translation>Lời của ta và của họ, sửa được</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} trên {count}</translation>
    </message>
    <message>
        <source>What happened since the version that we saw ({n})</source>
        <translation>Diễn biến kể từ phiên bản ta thấy ({n})</translation>
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
        <translation>Của ta</translation>
    </message>
    <message>
        <source>The server&apos;s</source>
        <translation>Của máy chủ</translation>
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
        <translation>ta chưa thấy thay đổi này</translation>
    </message>
    <message>
        <source>new</source>
        <translation>mới</translation>
    </message>
    <message>
        <source>Changed after the version that we saw</source>
        <translation>Đổi sau phiên bản ta thấy</translation>
    </message>
    <message>
        <source>Keep ours</source>
        <translation>Giữ của ta</translation>
    </message>
    <message>
        <source>Keep the server&apos;s</source>
        <translation>Giữ của máy chủ</translation>
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
    <name>EscalateForm</name>
    <message>
        <source>Escalate to the next level</source>
        <translation>Chuyển cấp trên</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Escalate</source>
        <translation>Chuyển cấp trên</translation>
    </message>
    <message>
        <source>Say why the next level is needed.</source>
        <translation>Hãy nêu lý do cần chuyển cấp trên.</translation>
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
        <translation>Trực tiếp hôm nay</translation>
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
    <name>HistoryList</name>
    <message>
        <source>History</source>
        <translation>Diễn biến</translation>
    </message>
    <message>
        <source>waiting to send</source>
        <translation>chờ gửi</translation>
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
    <message>
        <source>History</source>
        <translation>Diễn biến</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Địa điểm</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Hạn xử lý</translation>
    </message>
    <message>
        <source>cameras: {n}</source>
        <translation>{n} camera</translation>
    </message>
    <message>
        <source>indicators: {n}</source>
        <translation>{n} chỉ số</translation>
    </message>
    <message>
        <source>Nearby</source>
        <translation>Gần đây</translation>
    </message>
    <message>
        <source>Assigned to</source>
        <translation>Người xử lý</translation>
    </message>
    <message>
        <source>Reported by</source>
        <translation>Người báo</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Tiếp nhận</translation>
    </message>
</context>
<context>
    <name>IncidentTable</name>
    <message>
        <source>Incident queue</source>
        <translation>Hàng đợi sự cố</translation>
    </message>
</context>
<context>
    <name>IndicatorTile</name>
    <message>
        <source>Indicator</source>
        <translation>Chỉ số</translation>
    </message>
    <message>
        <source>{source} · no report yet</source>
        <translation>{source} · chưa có số liệu</translation>
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
        <source>{age} old</source>
        <translation>cũ {age}</translation>
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
        <source>stale</source>
        <translation>dữ liệu cũ</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Keys</source>
        <translation>Phím tắt</translation>
    </message>
    <message>
        <source>Esc closes</source>
        <translation>Esc để đóng</translation>
    </message>
</context>
<context>
    <name>NoteForm</name>
    <message>
        <source>Add note</source>
        <translation>Ghi chú</translation>
    </message>
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
    <name>OutboxList</name>
    <message>
        <source>Our actions</source>
        <translation>Thao tác của ta</translation>
    </message>
    <message>
        <source>Everything has been sent</source>
        <translation>Đã gửi hết</translation>
    </message>
    <message>
        <source>What you do during an outage waits here until it is sent.</source>
        <translation>Thao tác làm khi mất mạng sẽ chờ ở đây cho đến khi gửi được.</translation>
    </message>
    <message>
        <source>{n} need you · {m} waiting</source>
        <translation>{n} cần bạn · {m} chờ gửi</translation>
    </message>
    <message>
        <source>{n} more behind these</source>
        <translation>còn {n} thao tác phía sau</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Cần bạn xử lý</translation>
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
        <source>Open the incident</source>
        <translation>Mở sự cố</translation>
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
    <name>QueuePanel</name>
    <message>
        <source>Incident queue</source>
        <translation>Hàng đợi sự cố</translation>
    </message>
    <message>
        <source>Search: code, title, place…   /</source>
        <translation>Tìm mã, tiêu đề, địa điểm…   /</translation>
    </message>
    <message>
        <source>Search incidents</source>
        <translation>Tìm sự cố</translation>
    </message>
    <message>
        <source>Marks are not needed: “ngap” finds “ngập”. Key: /</source>
        <translation>Không cần gõ dấu: “ngap” tìm được “ngập”. Phím: /</translation>
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
        <source>Not acknowledged</source>
        <translation>Chưa nhận</translation>
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
        <source>{n} open</source>
        <translation>{n} đang mở</translation>
    </message>
    <message>
        <source>{n} overdue</source>
        <translation>{n} quá hạn</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Không có sự cố nào khớp</translation>
    </message>
    <message>
        <source>No open incident fits this filter and search.</source>
        <translation>Không có sự cố đang mở nào khớp bộ lọc và từ khóa này.</translation>
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
    <name>ResolveForm</name>
    <message>
        <source>Resolve the incident</source>
        <translation>Báo đã xử lý sự cố</translation>
    </message>
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
        <source>Server: {address}</source>
        <translation>Máy chủ: {address}</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Đang đăng nhập…</translation>
    </message>
    <message>
        <source>Type your user name.</source>
        <translation>Hãy nhập tên đăng nhập.</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>Hãy nhập mật khẩu.</translation>
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
    <name>TopStrip</name>
    <message>
        <source>Status of channels</source>
        <translation>Trạng thái các kênh</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Đồng hồ</translation>
    </message>
    <message>
        <source>Level {level} · {text}</source>
        <translation>Cấp {level} · {text}</translation>
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
        <source>incident: {severity}</source>
        <translation>sự cố: {severity}</translation>
    </message>
</context>
<context>
    <name>action</name>
    <message>
        <source>Acknowledge</source>
        <translation>Ghi nhận</translation>
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
        <translation>Chuyển cấp trên</translation>
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
        <translation>Thao tác của ta được gửi lại trên phiên bản {n}. Diễn biến của họ vẫn còn, và họ sẽ thấy thao tác của ta ở đó.</translation>
    </message>
    <message>
        <source>Ours is not done. The incident stays as the server has it; ours is put away, not deleted.</source>
        <translation>Thao tác của ta không thực hiện. Sự cố giữ nguyên như máy chủ; thao tác của ta được cất lại, không xóa.</translation>
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
        <translation>Chưa gửi gì trước khi bạn xác nhận. Esc để quyết định sau.</translation>
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
        <source>The text is too long: {n} of at most {most} characters.</source>
        <translation>Nội dung quá dài: {n} ký tự, tối đa {most}.</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>Acknowledged by {name}</source>
        <translation>{name} ghi nhận</translation>
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
        <translation>{name} chuyển cấp trên: {text}</translation>
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
        <source>Closed by {name}</source>
        <translation>{name} đóng sự cố</translation>
    </message>
    <message>
        <source>{name} refused: {text}</source>
        <translation>{name} từ chối: {text}</translation>
    </message>
    <message>
        <source>{name} extended the deadline: {text}</source>
        <translation>{name} gia hạn: {text}</translation>
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
        <translation>chưa ai nhận</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>đã ghi nhận</translation>
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
        <translation>đã chuyển cấp {n}</translation>
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
        <translation>máy chủ đã nhận</translation>
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
        <translation>đã ghi nhận, của người khác giữ nguyên</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>đã rút lại</translation>
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
</TS>
