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
    <message>
        <source>done offline</source>
        <translation>làm khi mất mạng</translation>
    </message>
</context>
<context>
    <name>IncidentDelegate</name>
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
        <source>Actions not yet settled</source>
        <translation>Thao tác chưa hoàn tất</translation>
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
        <source>Esc closes</source>
        <translation>Esc để đóng</translation>
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
        <source>no longer valid</source>
        <translation>hết hiệu lực</translation>
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
