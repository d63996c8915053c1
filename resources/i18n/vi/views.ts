<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>Activating</name>
    <message>
        <source>It runs already: this joins it, and the higher level counts.</source>
        <translation>Phương án này đang kích hoạt: lần này nhập vào lần trước, lấy cấp cao hơn.</translation>
    </message>
    <message>
        <source>The drill of {plans} ends with it.</source>
        <translation>Diễn tập {plans} sẽ dừng ngay.</translation>
    </message>
</context>
<context>
    <name>AdministrationPresenter</name>
    <message>
        <source>People {n}</source>
        <translation>Người dùng {n}</translation>
    </message>
    <message>
        <source>Sign-ins {n}</source>
        <translation>Phiên đăng nhập {n}</translation>
    </message>
    <message>
        <source>Devices {n}</source>
        <translation>Thiết bị {n}</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Thêm người</translation>
    </message>
    <message>
        <source>Code for a device</source>
        <translation>Mã ghi danh thiết bị</translation>
    </message>
    <message>
        <source>The server does not answer: nothing can be changed now</source>
        <translation>Máy chủ không trả lời: chưa thể thay đổi gì</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Đang đọc…</translation>
    </message>
    <message>
        <source>This is for administrators</source>
        <translation>Phần này dành cho quản trị viên</translation>
    </message>
    <message>
        <source>Accounts are at the server, which is needed for this</source>
        <translation>Tài khoản nằm ở máy chủ, việc này cần có kết nối</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Đọc lại</translation>
    </message>
    <message>
        <source>Nobody fits</source>
        <translation>Không có ai phù hợp</translation>
    </message>
    <message>
        <source>Look for a name, a role, a desk, an area or an agency.</source>
        <translation>Hãy tìm theo tên, vai trò, bàn trực, khu vực hoặc cơ quan.</translation>
    </message>
    <message>
        <source>No device has a key yet</source>
        <translation>Chưa có thiết bị nào được ghi danh</translation>
    </message>
    <message>
        <source>Devices come here when somebody signs in at them.</source>
        <translation>Thiết bị sẽ hiện ở đây khi có người đăng nhập.</translation>
    </message>
    <message>
        <source>Nobody is signed in</source>
        <translation>Không có phiên đăng nhập nào</translation>
    </message>
    <message>
        <source>Sign-ins, and tokens of walls and sources, come here.</source>
        <translation>Phiên đăng nhập, mã truy cập của màn hình ghép và của nguồn dữ liệu hiện ở đây.</translation>
    </message>
</context>
<context>
    <name>AlarmLoad</name>
    <message>
        <source>FLOOD OF ALARMS: {n} in 10 minutes, grouped by kind and ward (W: whole queue)</source>
        <translation>CẢNH BÁO DỒN DẬP: {n} trong 10 phút, gộp theo loại và phường (W: toàn bộ hàng đợi)</translation>
    </message>
    <message>
        <source>{n} acknowledged critical without any action for {age}: they ask again</source>
        <translation>{n} vụ khẩn cấp đã tiếp nhận, {age} chưa xử lý: nhắc lại</translation>
    </message>
</context>
<context>
    <name>AuditPresenter</name>
    <message>
        <source>What nobody signs cannot be saved signed.</source>
        <translation>Chưa có chữ ký thì không lưu kèm chữ ký được.</translation>
    </message>
    <message>
        <source>The line is copied.</source>
        <translation>Đã chép dòng này.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Đang đọc…</translation>
    </message>
    <message>
        <source>{n} and more</source>
        <translation>{n} và còn nữa</translation>
    </message>
    <message>
        <source>{n} found</source>
        <translation>tìm thấy {n}</translation>
    </message>
    <message>
        <source>not looked for: {words}</source>
        <translation>không tìm theo: {words}</translation>
    </message>
    <message>
        <source>nothing older can be read now</source>
        <translation>hiện không đọc được dòng cũ hơn</translation>
    </message>
    <message>
        <source>Nobody signs this audit: the server has no key for it.</source>
        <translation>Nhật ký này không được ký: máy chủ chưa có khóa.</translation>
    </message>
    <message>
        <source>Signed up to line {n}; this desk keeps that as well.</source>
        <translation>Đã ký tới dòng {n}; bàn này cũng giữ chữ ký đó.</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Đã lưu tệp {file}</translation>
    </message>
    <message>
        <source>This is for auditors and administrators</source>
        <translation>Dành cho kiểm toán viên và quản trị viên</translation>
    </message>
    <message>
        <source>The audit is at the server, which is needed for this</source>
        <translation>Nhật ký kiểm toán ở máy chủ, cần kết nối để xem</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Đọc lại</translation>
    </message>
    <message>
        <source>No line fits</source>
        <translation>Không có dòng nào phù hợp</translation>
    </message>
    <message>
        <source>Look for who:, device:, kind:, incident: or a day.</source>
        <translation>Hãy tìm theo ai:, máy:, loại:, sự-cố: hoặc một ngày.</translation>
    </message>
</context>
<context>
    <name>CameraBarPresenter</name>
    <message>
        <source>Cameras whose pictures come, of all that are shown here</source>
        <translation>Camera có hình trên tổng số camera đang hiện ở đây</translation>
    </message>
    <message>
        <source>All cameras</source>
        <translation>Tất cả camera</translation>
    </message>
    <message>
        <source>By the chosen incident</source>
        <translation>Theo sự cố đang chọn</translation>
    </message>
    <message>
        <source>Gathered around the incident</source>
        <translation>Theo sự cố đang chọn</translation>
    </message>
</context>
<context>
    <name>CatchUpPresenter</name>
    <message>
        <source>{n} new</source>
        <translation>{n} mới</translation>
    </message>
    <message>
        <source>{n} changed</source>
        <translation>{n} đã đổi</translation>
    </message>
    <message>
        <source>{n} ended</source>
        <translation>{n} đã kết thúc</translation>
    </message>
    <message>
        <source>{n} of ours applied</source>
        <translation>máy chủ đã ghi nhận {n} thao tác của tôi</translation>
    </message>
    <message>
        <source>{n} of ours refused</source>
        <translation>{n} thao tác bị từ chối</translation>
    </message>
    <message>
        <source>{n} to decide</source>
        <translation>{n} cần quyết định</translation>
    </message>
    <message>
        <source>While we were away ({age}): {what}</source>
        <translation>Trong lúc mất kết nối ({age}): {what}</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Mới</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Đã đổi</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Đã kết thúc</translation>
    </message>
    <message>
        <source>From {since} to {until}.</source>
        <translation>Từ {since} đến {until}.</translation>
    </message>
    <message>
        <source>An incident</source>
        <translation>Một sự cố</translation>
    </message>
    <message>
        <source>no longer here</source>
        <translation>không còn ở đây</translation>
    </message>
    <message>
        <source>now more severe · {state}</source>
        <translation>mức cao hơn trước · {state}</translation>
    </message>
    <message>
        <source>Ours that need you ({n}); O opens them</source>
        <translation>Thao tác của tôi cần xử lý ({n}); phím O mở danh sách</translation>
    </message>
</context>
<context>
    <name>ChecklistPresenter</name>
    <message>
        <source>Call (T for all): {numbers}</source>
        <translation>Gọi (T: tất cả): {numbers}</translation>
    </message>
</context>
<context>
    <name>CommandViewPresenter</name>
    <message>
        <source>when it is over</source>
        <translation>khi kết thúc</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>{name} is signed out everywhere and gets another password, which is shown once.</source>
        <translation>{name} bị đăng xuất khỏi mọi thiết bị và nhận mật khẩu mới, chỉ hiện một lần.</translation>
    </message>
    <message>
        <source>New password?</source>
        <translation>Đặt mật khẩu mới?</translation>
    </message>
    <message>
        <source>Make a password</source>
        <translation>Tạo mật khẩu</translation>
    </message>
    <message>
        <source>{name} is signed out everywhere and cannot sign in until the account is enabled again.</source>
        <translation>{name} bị đăng xuất khỏi mọi thiết bị và không đăng nhập được cho đến khi tài khoản được mở lại.</translation>
    </message>
    <message>
        <source>Disable the account?</source>
        <translation>Khóa tài khoản?</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Khóa</translation>
    </message>
    <message>
        <source>Whoever is signed in at {name} is signed out; the next of this name is let in anew.</source>
        <translation>Người đang đăng nhập ở {name} bị đăng xuất; thiết bị tiếp theo mang tên này được ghi danh lại.</translation>
    </message>
    <message>
        <source>Forget the key of the device?</source>
        <translation>Xóa khóa của thiết bị?</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Xóa khóa</translation>
    </message>
    <message>
        <source>Whoever is signed in at {name} is signed out, and nobody can sign in there.</source>
        <translation>Người đang đăng nhập ở {name} bị đăng xuất và không ai đăng nhập được ở đó.</translation>
    </message>
    <message>
        <source>Shut the device out?</source>
        <translation>Chặn thiết bị?</translation>
    </message>
    <message>
        <source>Shut out</source>
        <translation>Chặn</translation>
    </message>
    <message>
        <source>Type it where the device asks for it when somebody signs in there. It is good for a day.</source>
        <translation>Nhập mã này ở thiết bị khi đăng nhập. Mã có hiệu lực trong một ngày.</translation>
    </message>
    <message>
        <source>Code for one device</source>
        <translation>Mã cho một thiết bị</translation>
    </message>
    <message>
        <source>Sign in as {user}. It has to be changed at the first sign-in.</source>
        <translation>Đăng nhập bằng tên {user}. Phải đổi mật khẩu ngay lần đăng nhập đầu.</translation>
    </message>
    <message>
        <source>Password of {name}</source>
        <translation>Mật khẩu của {name}</translation>
    </message>
</context>
<context>
    <name>DeskMap</name>
    <message>
        <source>Nobody said where this city is, so there is no map of it</source>
        <translation>Chưa có vị trí của thành phố nên chưa có bản đồ</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>IOC Console</source>
        <translation>IOC Console</translation>
    </message>
</context>
<context>
    <name>EvidencePresenter</name>
    <message>
        <source>of the past</source>
        <translation>sự cố đã qua</translation>
    </message>
</context>
<context>
    <name>FloodMode</name>
    <message>
        <source>Flood of alarms since {time}</source>
        <translation>Cảnh báo dồn dập từ {time}</translation>
    </message>
    <message>
        <source>{n} in 10 minutes</source>
        <translation>{n} trong 10 phút</translation>
    </message>
    <message>
        <source>It ends below {n} alarms/operator/10 minutes.</source>
        <translation>Trở lại khi dưới {n} cảnh báo/người/10 phút</translation>
    </message>
</context>
<context>
    <name>HandingOver</name>
    <message>
        <source>Signed: {n} items for {name}.</source>
        <translation>Đã ký giao {n} việc cho {name}.</translation>
    </message>
</context>
<context>
    <name>Holding</name>
    <message>
        <source>{what}: its file stays past its days, until somebody lets it go. Reason: {why}</source>
        <translation>{what}: tệp được lưu quá hạn tới khi có người thôi giữ. Lý do: {why}</translation>
    </message>
    <message>
        <source>{what}: its file is removed when its days are over, and nobody can bring it back. Reason: {why}</source>
        <translation>{what}: tệp bị xóa khi hết hạn lưu, không ai lấy lại được. Lý do: {why}</translation>
    </message>
    <message>
        <source>Hold this evidence?</source>
        <translation>Giữ lại chứng cứ này?</translation>
    </message>
    <message>
        <source>Let this evidence go?</source>
        <translation>Thôi giữ chứng cứ này?</translation>
    </message>
    <message>
        <source>Hold it</source>
        <translation>Giữ lại</translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation>Thôi giữ</translation>
    </message>
</context>
<context>
    <name>LayoutClip</name>
    <message>
        <source>Copied: {what}</source>
        <translation>Đã chép: {what}</translation>
    </message>
    <message>
        <source>Copied: {what}. Ctrl+V puts it after this screen.</source>
        <translation>Đã chép: {what}. Ctrl+V đặt vào sau màn hình này.</translation>
    </message>
</context>
<context>
    <name>LayoutDecision</name>
    <message>
        <source>Mine stands</source>
        <translation>Giữ bản của tôi</translation>
    </message>
    <message>
        <source>Theirs stands</source>
        <translation>Giữ bản trên máy chủ</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Giữ cả hai</translation>
    </message>
    <message>
        <source>Let mine go</source>
        <translation>Bỏ bản của tôi</translation>
    </message>
</context>
<context>
    <name>LayoutEditor</name>
    <message>
        <source>Brought in. Ctrl+S saves it for all desks.</source>
        <translation>Đã nhập. Ctrl+S lưu cho mọi bàn trực.</translation>
    </message>
</context>
<context>
    <name>LayoutFields</name>
    <message>
        <source>Tile {n}: {kind}</source>
        <translation>Ô {n}: {kind}</translation>
    </message>
    <message>
        <source>No tile chosen</source>
        <translation>Chưa chọn ô nào</translation>
    </message>
</context>
<context>
    <name>LayoutPreview</name>
    <message>
        <source>The first of {n} screens:</source>
        <translation>Màn hình đầu trong {n} màn hình:</translation>
    </message>
</context>
<context>
    <name>LayoutSaving</name>
    <message>
        <source>Somebody else</source>
        <translation>Người khác</translation>
    </message>
</context>
<context>
    <name>LayoutScreens</name>
    <message>
        <source>Empty. Press / to add a tile, T for a template, or carry one here with the mouse.</source>
        <translation>Còn trống. Nhấn / để thêm ô, T để chọn mẫu, hoặc dùng chuột kéo vào đây.</translation>
    </message>
</context>
<context>
    <name>LayoutThumbs</name>
    <message>
        <source>The picture is not on the server yet: it goes there by itself after saving.</source>
        <translation>Ảnh chưa lên máy chủ: sau khi lưu sẽ tự được gửi.</translation>
    </message>
</context>
<context>
    <name>LayoutTroubles</name>
    <message>
        <source>To be looked at: {n}</source>
        <translation>Cần xem lại: {n}</translation>
    </message>
</context>
<context>
    <name>LayoutVersions</name>
    <message>
        <source>Version {n}</source>
        <translation>Phiên bản {n}</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Sign out?</source>
        <translation>Đăng xuất?</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Đăng xuất</translation>
    </message>
    <message>
        <source>Quit the console?</source>
        <translation>Thoát chương trình?</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Thoát</translation>
    </message>
    <message>
        <source>Nobody sees or hears alarms at this desk until somebody signs in again.</source>
        <translation>Bàn trực này sẽ không ai thấy, không ai nghe cảnh báo cho đến khi có người đăng nhập lại.</translation>
    </message>
    <message>
        <source>{n} actions wait to be sent: they are kept, and sent in your name when that can be done.</source>
        <translation>Còn {n} thao tác chờ gửi: chúng được giữ lại và gửi dưới tên bạn khi gửi được.</translation>
    </message>
</context>
<context>
    <name>LoadBoardPresenter</name>
    <message>
        <source>Shelved ({n})</source>
        <translation>Đang tạm hoãn ({n})</translation>
    </message>
    <message>
        <source>Acknowledged, and nothing done since ({n})</source>
        <translation>Đã tiếp nhận nhưng chưa xử lý gì ({n})</translation>
    </message>
    <message>
        <source>Chattering: 3 or more a minute ({n})</source>
        <translation>Báo lặp: từ 3 lần mỗi phút ({n})</translation>
    </message>
    <message>
        <source>Stale: open over 24 hours ({n})</source>
        <translation>Tồn đọng: mở quá 24 giờ ({n})</translation>
    </message>
    <message>
        <source>and {n} more, which the queue lists</source>
        <translation>và {n} việc nữa, xem trong hàng đợi</translation>
    </message>
    <message>
        <source>{rate} for each of {n} operators in 10 minutes · 1 is acceptable, 2 the most manageable</source>
        <translation>{rate} cảnh báo/người/10 phút ({n} người trực) · 1 là chấp nhận được, 2 là tối đa</translation>
    </message>
    <message>
        <source>Low and medium {low} % · high {medium} % · critical {high} %  (target 80 / 15 / 5)</source>
        <translation>Thấp và trung bình {low} % · cao {medium} % · khẩn cấp {high} %  (mục tiêu 80 / 15 / 5)</translation>
    </message>
    <message>
        <source>The ten most frequent: {top} % of the load (aim at most 5)</source>
        <translation>Mười nguồn báo nhiều nhất: {top} % tổng tải (mục tiêu không quá 5)</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>đến {time}</translation>
    </message>
    <message>
        <source>{age} left</source>
        <translation>còn {age}</translation>
    </message>
    <message>
        <source>by {name}: {reason}</source>
        <translation>{name} tạm hoãn: {reason}</translation>
    </message>
    <message>
        <source>{n} a minute</source>
        <translation>{n} lần/phút</translation>
    </message>
</context>
<context>
    <name>MapMenu</name>
    <message>
        <source>Open an incident here</source>
        <translation>Mở sự cố ở đây</translation>
    </message>
</context>
<context>
    <name>MeasuresPresenter</name>
    <message>
        <source>New in each hour</source>
        <translation>Sự cố mới theo giờ</translation>
    </message>
    <message>
        <source>Actions of operators in each hour</source>
        <translation>Thao tác của trực ban theo giờ</translation>
    </message>
</context>
<context>
    <name>MiddleModes</name>
    <message>
        <source>Cameras near the incident, the nearest first</source>
        <translation>Camera gần sự cố, xếp theo khoảng cách</translation>
    </message>
</context>
<context>
    <name>MisreadPresenter</name>
    <message>
        <source>{n} records not fully readable</source>
        <translation>{n} bản ghi đọc không hết</translation>
    </message>
    <message>
        <source>{n} records of sources not taken in</source>
        <translation>{n} bản ghi của nguồn chưa nhận được</translation>
    </message>
    <message>
        <source>Not shown at all</source>
        <translation>Không hiển thị được</translation>
    </message>
    <message>
        <source>Shown as far as it could be</source>
        <translation>Hiển thị phần đọc được</translation>
    </message>
    <message>
        <source>Not taken in from its source</source>
        <translation>Chưa nhận được từ nguồn</translation>
    </message>
    <message>
        <source>{n} records</source>
        <translation>{n} bản ghi</translation>
    </message>
    <message>
        <source>the last: {words}</source>
        <translation>gần nhất: {words}</translation>
    </message>
</context>
<context>
    <name>OpenLayout</name>
    <message>
        <source>This is your draft: Ctrl+Z shows what was saved.</source>
        <translation>Đây là bản nháp của bạn: Ctrl+Z xem bản đã lưu.</translation>
    </message>
    <message>
        <source>Version {n}: Ctrl+S makes it the newest, Ctrl+Z goes back.</source>
        <translation>Phiên bản {n}: Ctrl+S lưu thành bản mới nhất, Ctrl+Z quay lại.</translation>
    </message>
    <message>
        <source>New layout</source>
        <translation>Bố cục mới</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>IOC Console</source>
        <translation>IOC Console</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Đang mở…</translation>
    </message>
</context>
<context>
    <name>PanePresenter</name>
    <message>
        <source>The queue has {code} marked</source>
        <translation>Hàng đợi đang chọn {code}</translation>
    </message>
    <message>
        <source>not the marked one</source>
        <translation>khác dòng đang chọn</translation>
    </message>
    <message>
        <source>no longer in the queue</source>
        <translation>không còn trong hàng đợi</translation>
    </message>
    <message>
        <source>It is not open any more, so that no list holds it</source>
        <translation>Sự cố đã kết thúc nên không còn trong danh sách nào</translation>
    </message>
    <message>
        <source>outside the filter</source>
        <translation>ngoài bộ lọc</translation>
    </message>
    <message>
        <source>The filter or the search of the queue leaves it out</source>
        <translation>Bộ lọc hoặc ô tìm của hàng đợi không gồm sự cố này</translation>
    </message>
</context>
<context>
    <name>PastPresenter</name>
    <message>
        <source>Reading the history…</source>
        <translation>Đang đọc diễn biến…</translation>
    </message>
</context>
<context>
    <name>RelatedPresenter</name>
    <message>
        <source>Joined</source>
        <translation>Đã gộp</translation>
    </message>
    <message>
        <source>Joined into this ({n})</source>
        <translation>Các vụ gộp vào đây ({n})</translation>
    </message>
    <message>
        <source>into</source>
        <translation>vào</translation>
    </message>
    <message>
        <source>Near and joined</source>
        <translation>Ở gần và đã gộp</translation>
    </message>
    <message>
        <source>Type a part of a name</source>
        <translation>Gõ một phần của tên</translation>
    </message>
</context>
<context>
    <name>RunningPlans</name>
    <message>
        <source>F9 opens it</source>
        <translation>F9 để mở</translation>
    </message>
</context>
<context>
    <name>SettingsPresenter</name>
    <message>
        <source>That cannot be chosen.</source>
        <translation>Không thể chọn giá trị này.</translation>
    </message>
    <message>
        <source>There is no such folder: choose one that is there.</source>
        <translation>Không có thư mục này: hãy chọn một thư mục đang có.</translation>
    </message>
    <message>
        <source>Kept.</source>
        <translation>Đã lưu.</translation>
    </message>
    <message>
        <source>{key} is “{command}” already: give that another key first, or choose another one.</source>
        <translation>Phím {key} đang dùng cho “{command}”: hãy đổi phím của lệnh đó trước, hoặc chọn phím khác.</translation>
    </message>
</context>
<context>
    <name>ShelfPresenter</name>
    <message>
        <source>version {n}</source>
        <translation>phiên bản {n}</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>bản nháp</translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation>chờ gửi</translation>
    </message>
    <message>
        <source>waits for a decision</source>
        <translation>chờ quyết định</translation>
    </message>
    <message>
        <source>Layouts of walls</source>
        <translation>Bố cục màn hình ghép</translation>
    </message>
    <message>
        <source>New layout</source>
        <translation>Bố cục mới</translation>
    </message>
    <message>
        <source>Press Del once more: “{name}” goes from every desk.</source>
        <translation>Nhấn Del lần nữa: “{name}” sẽ bị xóa khỏi mọi bàn trực.</translation>
    </message>
</context>
<context>
    <name>Sounds</name>
    <message>
        <source>Alarm sounds are off at this desk</source>
        <translation>Âm báo đang tắt ở bàn này</translation>
    </message>
    <message>
        <source>Sound muted until {time}</source>
        <translation>Tắt tiếng đến {time}</translation>
    </message>
    <message>
        <source>Sound {time}: {name} × {n}</source>
        <translation>Âm báo {time}: {name} × {n}</translation>
    </message>
    <message>
        <source>{time}, not heard: {name} × {n}</source>
        <translation>{time}, không phát tiếng: {name} × {n}</translation>
    </message>
</context>
<context>
    <name>StartFacts</name>
    <message>
        <source>Everything that is done here is written down.</source>
        <translation>Mọi thao tác được ghi vào nhật ký hệ thống</translation>
    </message>
    <message>
        <source>Forgotten password, broken card: ask an administrator.</source>
        <translation>Quên mật khẩu, thẻ hỏng: hỏi người quản trị.</translation>
    </message>
    <message>
        <source>Ctrl+T light or dark · Ctrl+Shift+T high contrast · Ctrl+Q quit</source>
        <translation>Ctrl+T nền sáng, tối · Ctrl+Shift+T tương phản cao · Ctrl+Q thoát</translation>
    </message>
    <message>
        <source>being asked…</source>
        <translation>đang hỏi…</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>không trả lời</translation>
    </message>
    <message>
        <source>answers in {n} milliseconds</source>
        <translation>kết nối, {n} mili giây</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Máy chủ điều hành</translation>
    </message>
    <message>
        <source>as of {age} ago</source>
        <translation>có từ {age} trước</translation>
    </message>
    <message>
        <source>Data on this machine</source>
        <translation>Dữ liệu tại máy</translation>
    </message>
</context>
<context>
    <name>StartView</name>
    <message>
        <source>How far the demonstration is</source>
        <translation>Tiến độ chuẩn bị bản trình diễn</translation>
    </message>
    <message>
        <source>on this machine</source>
        <translation>trên máy này</translation>
    </message>
    <message>
        <source>The demo city is getting ready</source>
        <translation>Đang chuẩn bị thành phố mẫu</translation>
    </message>
    <message>
        <source>A fictional city. The first start draws a few camera clips now and the others behind the desk; later starts take seconds.</source>
        <translation>Một thành phố hư cấu. Lần đầu chỉ vẽ trước vài đoạn hình camera, các đoạn khác vẽ tiếp khi bàn trực đã mở; những lần sau chỉ mất vài giây.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Starting the server and the cameras…</source>
        <translation>Đang khởi động máy chủ và camera…</translation>
    </message>
    <message>
        <source>Drawing camera clips: {done} of {total}</source>
        <translation>Đang vẽ hình camera: {done} trên {total}</translation>
    </message>
    <message>
        <source>You are signed in. This page can be closed.</source>
        <translation>Đã đăng nhập. Có thể đóng trang này.</translation>
    </message>
    <message>
        <source>The server does not answer. Check the network and the address above, then sign in again.</source>
        <translation>Máy chủ không trả lời. Hãy kiểm tra mạng và địa chỉ ở trên, rồi đăng nhập lại.</translation>
    </message>
</context>
<context>
    <name>StripsPresenter</name>
    <message>
        <source>Ctrl+K commands · F1 keys</source>
        <translation>Ctrl+K lệnh · F1 phím tắt</translation>
    </message>
    <message>
        <source>Actions are saved on this machine before anything is sent.</source>
        <translation>Thao tác được lưu tại máy này trước khi gửi.</translation>
    </message>
    <message>
        <source>good</source>
        <translation>tốt</translation>
    </message>
    <message>
        <source>Ctrl+U shows · Esc hides</source>
        <translation>Ctrl+U xem · Esc ẩn</translation>
    </message>
    <message>
        <source>Actions waiting to send: {count}</source>
        <translation>Thao tác chờ gửi: {count}</translation>
    </message>
    <message>
        <source>Actions waiting to send: {count} · data {age} old</source>
        <translation>{count} thao tác chờ gửi · dữ liệu cũ nhất {age}</translation>
    </message>
    <message>
        <source>Video {live}/{total}</source>
        <translation>Camera có hình {live}/{total}</translation>
    </message>
    <message>
        <source>Cameras with a live picture, of those open now</source>
        <translation>Số camera có hình trên số đang mở</translation>
    </message>
    <message>
        <source>Alarm load: {load} / 10 minutes</source>
        <translation>{load} cảnh báo/người/10 phút</translation>
    </message>
    <message>
        <source>Cameras live {live}/{total}</source>
        <translation>Camera có hình {live}/{total}</translation>
    </message>
    <message>
        <source>Oldest tile: {name}, {age}</source>
        <translation>Dữ liệu cũ nhất: {name}, {age}</translation>
    </message>
    <message>
        <source>IOC {city}</source>
        <translation>IOC {city}</translation>
    </message>
    <message>
        <source>IOC</source>
        <translation>IOC</translation>
    </message>
</context>
<context>
    <name>TakingOver</name>
    <message>
        <source>{name} hands {n} items over to you; {key} shows them.</source>
        <translation>{name} giao {n} việc cho bạn; nhấn {key} để xem.</translation>
    </message>
    <message>
        <source>{n} of {m}</source>
        <translation>{n} trên {m}</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>Cut off since {time}</source>
        <translation>Mất liên lạc từ {time}</translation>
    </message>
    <message>
        <source>Esc once more closes the wall</source>
        <translation>Nhấn Esc lần nữa để đóng màn hình ghép</translation>
    </message>
    <message>
        <source>To let this wall in, open this address on a telephone or a computer:</source>
        <translation>Để cho màn hình ghép này vào, mở địa chỉ này trên điện thoại hoặc máy tính và nhập mã:</translation>
    </message>
    <message>
        <source>{wall} · good for {n} min</source>
        <translation>{wall} · còn hiệu lực {n} phút</translation>
    </message>
    <message>
        <source>{monitor} is no screen of this wall</source>
        <translation>{monitor} không thuộc màn hình ghép này</translation>
    </message>
    <message>
        <source>{screen}: nothing is wished here yet</source>
        <translation>{screen}: chưa đặt nội dung nào</translation>
    </message>
    <message>
        <source>Oldest tile {age}</source>
        <translation>Dữ liệu cũ nhất {age}</translation>
    </message>
    <message>
        <source>Cameras being opened: {count}</source>
        <translation>Đang mở {count} camera</translation>
    </message>
    <message>
        <source>Cameras not live: {count}</source>
        <translation>{count} camera mất hình</translation>
    </message>
    <message>
        <source>All cameras live</source>
        <translation>Mọi camera có hình</translation>
    </message>
</context>
<context>
    <name>WallShown</name>
    <message>
        <source>Wall control: {name}</source>
        <translation>Điều khiển màn hình ghép: {name}</translation>
    </message>
    <message>
        <source>Not sent: “{what}” would change nothing. Esc leaves it.</source>
        <translation>Chưa gửi: “{what}” không làm thay đổi gì. Esc bỏ qua.</translation>
    </message>
    <message>
        <source>Not sent: “{what}” would change {screens}. Enter sends it, Esc leaves it.</source>
        <translation>Chưa gửi: “{what}” sẽ đổi {screens}. Enter gửi, Esc bỏ.</translation>
    </message>
    <message>
        <source>There is no wall yet</source>
        <translation>Chưa có màn hình ghép</translation>
    </message>
    <message>
        <source>The centre&apos;s walls come here from the server, with their screens and what they show.</source>
        <translation>Các màn hình ghép của trung tâm sẽ về đây từ máy chủ, cùng từng màn hình và nội dung đang chiếu.</translation>
    </message>
</context>
<context>
    <name>WallWindow</name>
    <message>
        <source>Frozen at {time}</source>
        <translation>Dừng hình lúc {time}</translation>
    </message>
</context>
<context>
    <name>administration</name>
    <message>
        <source>People</source>
        <translation>Người dùng</translation>
    </message>
    <message>
        <source>Tokens of video walls</source>
        <translation>Mã truy cập của màn hình ghép</translation>
    </message>
    <message>
        <source>until {at}</source>
        <translation>đến {at}</translation>
    </message>
    <message>
        <source>Tokens of sources</source>
        <translation>Mã truy cập của nguồn dữ liệu</translation>
    </message>
    <message>
        <source>last used {at}</source>
        <translation>dùng lần cuối {at}</translation>
    </message>
    <message>
        <source>refused {at}</source>
        <translation>bị từ chối {at}</translation>
    </message>
    <message>
        <source>never used</source>
        <translation>chưa dùng lần nào</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Nguồn</translation>
    </message>
    <message>
        <source>May report</source>
        <translation>Được báo</translation>
    </message>
    <message>
        <source>Ids begin with</source>
        <translation>Mã bắt đầu bằng</translation>
    </message>
    <message>
        <source>Made on</source>
        <translation>Cấp lúc</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Dùng lần cuối</translation>
    </message>
    <message>
        <source>Last refused</source>
        <translation>Bị từ chối lần cuối</translation>
    </message>
    <message>
        <source>Ended with</source>
        <translation>Kết thúc bằng lệnh</translation>
    </message>
    <message>
        <source>End this sign-in</source>
        <translation>Kết thúc phiên này</translation>
    </message>
    <message>
        <source>shut out</source>
        <translation>đã chặn</translation>
    </message>
    <message>
        <source>let in</source>
        <translation>được vào</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Let in on</source>
        <translation>Được vào từ</translation>
    </message>
    <message>
        <source>Signed in there</source>
        <translation>Đã đăng nhập tại đây</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>chưa có ai</translation>
    </message>
    <message>
        <source>Signed in now</source>
        <translation>Phiên đang mở</translation>
    </message>
    <message>
        <source>Let it in again</source>
        <translation>Cho thiết bị vào lại</translation>
    </message>
    <message>
        <source>Shut the device out…</source>
        <translation>Chặn thiết bị…</translation>
    </message>
    <message>
        <source>Forget its key…</source>
        <translation>Xóa khóa thiết bị…</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tất cả</translation>
    </message>
    <message>
        <source>works, not signed in</source>
        <translation>hoạt động, chưa đăng nhập</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Bàn trực</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>Khu vực</translation>
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
        <source>Last sign-in</source>
        <translation>Đăng nhập gần nhất</translation>
    </message>
    <message>
        <source>never</source>
        <translation>chưa lần nào</translation>
    </message>
    <message>
        <source>Password of</source>
        <translation>Mật khẩu đặt lúc</translation>
    </message>
    <message>
        <source>A wall has a token; it is made at the server.</source>
        <translation>Màn hình ghép dùng mã truy cập, tạo tại máy chủ.</translation>
    </message>
    <message>
        <source>Nobody is signed in.</source>
        <translation>Không có phiên nào đang mở.</translation>
    </message>
    <message>
        <source>Nobody has to wait.</source>
        <translation>Không ai phải chờ.</translation>
    </message>
    <message>
        <source>The account is disabled.</source>
        <translation>Tài khoản đang bị khóa.</translation>
    </message>
    <message>
        <source>Role and limits…</source>
        <translation>Vai trò và phạm vi…</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Mật khẩu mới</translation>
    </message>
    <message>
        <source>End the sign-ins</source>
        <translation>Kết thúc các phiên</translation>
    </message>
    <message>
        <source>Let in at once</source>
        <translation>Cho vào ngay</translation>
    </message>
    <message>
        <source>Enable the account</source>
        <translation>Mở lại tài khoản</translation>
    </message>
    <message>
        <source>Disable the account…</source>
        <translation>Khóa tài khoản…</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Ai</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Thiết bị</translation>
    </message>
    <message>
        <source>Good until</source>
        <translation>Có hiệu lực đến</translation>
    </message>
    <message>
        <source>Speaks for the wall</source>
        <translation>Thay cho màn hình ghép</translation>
    </message>
</context>
<context>
    <name>after_action</name>
    <message>
        <source>acknowledged after {age}</source>
        <translation>tiếp nhận sau {age}</translation>
    </message>
    <message>
        <source>forwarded after {age}</source>
        <translation>chuyển xử lý sau {age}</translation>
    </message>
    <message>
        <source>resolved after {age}</source>
        <translation>xử lý xong sau {age}</translation>
    </message>
    <message>
        <source>{n} actions of {m} people</source>
        <translation>{n} thao tác của {m} người</translation>
    </message>
    <message>
        <source>{n} done during an outage</source>
        <translation>{n} thao tác làm lúc mất kết nối</translation>
    </message>
    <message>
        <source>{n} pictures</source>
        <translation>{n} hình ảnh</translation>
    </message>
    <message>
        <source>{n} deadlines missed</source>
        <translation>{n} lần quá hạn</translation>
    </message>
    <message>
        <source>reported</source>
        <translation>báo vào</translation>
    </message>
    <message>
        <source>action</source>
        <translation>thao tác</translation>
    </message>
    <message>
        <source>shift log</source>
        <translation>sổ trực</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>hình ảnh</translation>
    </message>
    <message>
        <source>deadline</source>
        <translation>hạn xử lý</translation>
    </message>
    <message>
        <source>outage</source>
        <translation>gián đoạn</translation>
    </message>
    <message>
        <source>{name} saved a picture of {camera}</source>
        <translation>{name} lưu hình của {camera}</translation>
    </message>
    <message>
        <source>Deadline missed: {name}</source>
        <translation>Quá hạn: {name}</translation>
    </message>
    <message>
        <source>This desk lost the connection</source>
        <translation>Bàn trực này mất kết nối máy chủ</translation>
    </message>
    <message>
        <source>This desk was connected again</source>
        <translation>Bàn trực này kết nối lại máy chủ</translation>
    </message>
    <message>
        <source>{source}: {title}</source>
        <translation>{source}: {title}</translation>
    </message>
    <message>
        <source>Report after action, {time}</source>
        <translation>Báo cáo sau xử lý, lập lúc {time}</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>Đã ghi tệp {file}</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Diễn biến</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Thời gian</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Thông tin chung</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Hình ảnh</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Địa điểm</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Mức độ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>Tin đến</translation>
    </message>
    <message>
        <source>Handled by</source>
        <translation>Người xử lý</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>In short</source>
        <translation>Tóm tắt</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tất cả</translation>
    </message>
    <message>
        <source>by {n} people</source>
        <translation>của {n} người</translation>
    </message>
    <message>
        <source>Acknowledged after</source>
        <translation>Tiếp nhận sau</translation>
    </message>
    <message>
        <source>Forwarded after</source>
        <translation>Chuyển xử lý sau</translation>
    </message>
    <message>
        <source>Resolved after</source>
        <translation>Xử lý xong sau</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Thao tác</translation>
    </message>
    <message>
        <source>Deadlines missed</source>
        <translation>Hạn bị lỡ</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Nguồn tin</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Tiếp nhận tin lúc</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Hạn xử lý</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Xử lý xong lúc</translation>
    </message>
    <message>
        <source>Assigned to</source>
        <translation>Phân công cho</translation>
    </message>
    <message>
        <source>The incident</source>
        <translation>Sự cố</translation>
    </message>
</context>
<context>
    <name>app</name>
    <message>
        <source>There is no screen to open a window on (DISPLAY is not set): log in to a desktop and start there.</source>
        <translation>Máy này không có màn hình để mở cửa sổ (chưa đặt DISPLAY): hãy đăng nhập vào màn hình nền rồi chạy ở đó.</translation>
    </message>
</context>
<context>
    <name>audit</name>
    <message>
        <source>not signed yet</source>
        <translation>chưa được ký</translation>
    </message>
    <message>
        <source>On the server itself</source>
        <translation>Ngay tại máy chủ</translation>
    </message>
    <message>
        <source>The server</source>
        <translation>Máy chủ</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>đã ký</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Lúc</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Ai</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Tại</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Về</translation>
    </message>
    <message>
        <source>Came to</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Dòng</translation>
    </message>
    <message>
        <source>recorded; somebody else&apos;s stands</source>
        <translation>máy chủ đã ghi nhận; thao tác của người khác có hiệu lực</translation>
    </message>
    <message>
        <source>in conflict: somebody decides</source>
        <translation>mâu thuẫn, chờ người quyết định</translation>
    </message>
    <message>
        <source>refused by the server</source>
        <translation>máy chủ từ chối</translation>
    </message>
    <message>
        <source>done</source>
        <translation>đã thực hiện</translation>
    </message>
</context>
<context>
    <name>calls</name>
    <message>
        <source>Number withheld</source>
        <translation>Số ẩn</translation>
    </message>
    <message>
        <source>ringing</source>
        <translation>đang đổ chuông</translation>
    </message>
    <message>
        <source>on the line</source>
        <translation>đang nghe máy</translation>
    </message>
    <message>
        <source>called just now</source>
        <translation>vừa gọi</translation>
    </message>
    <message>
        <source>called just now, ended {age} ago</source>
        <translation>vừa gọi, gác máy {age} trước</translation>
    </message>
    <message>
        <source>%n more</source>
        <translation>và %n cuộc nữa</translation>
    </message>
    <message>
        <source>not in the last {days} days</source>
        <translation>chưa lần nào trong {days} ngày</translation>
    </message>
    <message>
        <source>%n in the last {days} days</source>
        <translation>%n việc trong {days} ngày</translation>
    </message>
    <message>
        <source>looking it up…</source>
        <translation>đang tra…</translation>
    </message>
    <message>
        <source>your role does not look this up</source>
        <translation>vai trò của bạn không tra được</translation>
    </message>
    <message>
        <source>cannot be looked up now</source>
        <translation>hiện không tra được</translation>
    </message>
</context>
<context>
    <name>command_line</name>
    <message>
        <source>There is no task “{name}”; there are doctor and verify-evidence.</source>
        <translation>Không có tác vụ “{name}”; chỉ có doctor và verify-evidence.</translation>
    </message>
    <message>
        <source>{option} needs a value behind it.</source>
        <translation>{option} cần một giá trị đi sau.</translation>
    </message>
    <message>
        <source>{option} knows only these values: {values}.</source>
        <translation>{option} chỉ nhận các giá trị: {values}.</translation>
    </message>
    <message>
        <source>Unknown option {option}. Did you mean {near}?</source>
        <translation>Không có tùy chọn {option}. Có phải ý bạn là {near}?</translation>
    </message>
    <message>
        <source>Unknown option {option}.</source>
        <translation>Không có tùy chọn {option}.</translation>
    </message>
    <message>
        <source>“{text}” is not an http:// or https:// address.</source>
        <translation>“{text}” không phải địa chỉ http:// hoặc https://.</translation>
    </message>
    <message>
        <source>“{text}” is not a number above zero.</source>
        <translation>“{text}” không phải số lớn hơn 0.</translation>
    </message>
    <message>
        <source>“{text}” is not a whole number.</source>
        <translation>“{text}” không phải số nguyên không âm.</translation>
    </message>
    <message>
        <source>“{text}” is not a port: a whole number from 1 to 65535.</source>
        <translation>“{text}” không phải cổng: cần số nguyên từ 1 đến 65535.</translation>
    </message>
    <message>
        <source>See: python main.py --help</source>
        <translation>Xem: python main.py --help</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>Acknowledge</source>
        <translation>Tiếp nhận</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Phân công</translation>
    </message>
    <message>
        <source>Add note</source>
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
        <source>Put aside for a while</source>
        <translation>Tạm hoãn</translation>
    </message>
    <message>
        <source>Bring back what is put aside</source>
        <translation>Bỏ tạm hoãn</translation>
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
        <source>Forward to an agency</source>
        <translation>Chuyển xử lý</translation>
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
        <source>Close the incident</source>
        <translation>Đóng sự cố</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Từ chối</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Mở lại</translation>
    </message>
    <message>
        <source>Extend the deadline</source>
        <translation>Gia hạn</translation>
    </message>
    <message>
        <source>Undo last unsent action</source>
        <translation>Rút lại thao tác chưa gửi gần nhất</translation>
    </message>
    <message>
        <source>Withdraw an unsent action</source>
        <translation>Rút lại một thao tác chưa gửi</translation>
    </message>
    <message>
        <source>Try a refused action again</source>
        <translation>Gửi lại thao tác bị từ chối</translation>
    </message>
    <message>
        <source>Put a refused action away</source>
        <translation>Cất thao tác bị từ chối</translation>
    </message>
    <message>
        <source>Take an action out again</source>
        <translation>Lấy lại thao tác đã cất</translation>
    </message>
    <message>
        <source>Decide a conflict</source>
        <translation>Quyết định xung đột</translation>
    </message>
    <message>
        <source>Mark the next step</source>
        <translation>Xong bước tiếp</translation>
    </message>
    <message>
        <source>Go to the checklist</source>
        <translation>Tới quy trình xử lý</translation>
    </message>
    <message>
        <source>Gather around it</source>
        <translation>Tập trung hình ảnh, số liệu</translation>
    </message>
    <message>
        <source>Show who reported</source>
        <translation>Xem người báo tin</translation>
    </message>
    <message>
        <source>Numbers to call</source>
        <translation>Số điện thoại cần gọi</translation>
    </message>
    <message>
        <source>Next incident</source>
        <translation>Sự cố kế tiếp</translation>
    </message>
    <message>
        <source>Previous incident</source>
        <translation>Sự cố trước</translation>
    </message>
    <message>
        <source>Select an incident</source>
        <translation>Chọn một sự cố</translation>
    </message>
    <message>
        <source>Open the incident</source>
        <translation>Xem sự cố</translation>
    </message>
    <message>
        <source>Go to the queue</source>
        <translation>Về hàng đợi</translation>
    </message>
    <message>
        <source>Search incidents</source>
        <translation>Tìm sự cố</translation>
    </message>
    <message>
        <source>Search the past</source>
        <translation>Tìm sự cố cũ</translation>
    </message>
    <message>
        <source>Queue: all</source>
        <translation>Hàng đợi: tất cả</translation>
    </message>
    <message>
        <source>Queue: mine</source>
        <translation>Hàng đợi: của tôi</translation>
    </message>
    <message>
        <source>Queue: not acknowledged</source>
        <translation>Hàng đợi: chưa tiếp nhận</translation>
    </message>
    <message>
        <source>Queue: due soon</source>
        <translation>Hàng đợi: sắp đến hạn</translation>
    </message>
    <message>
        <source>Queue: overdue</source>
        <translation>Hàng đợi: quá hạn</translation>
    </message>
    <message>
        <source>Queue: information security</source>
        <translation>Hàng đợi: an toàn thông tin</translation>
    </message>
    <message>
        <source>Queue: unassigned</source>
        <translation>Hàng đợi: chưa phân công</translation>
    </message>
    <message>
        <source>Choose a view of the queue</source>
        <translation>Chọn bộ lọc của hàng đợi</translation>
    </message>
    <message>
        <source>Save the line as a view</source>
        <translation>Lưu bộ lọc đang gõ</translation>
    </message>
    <message>
        <source>Delete the own view</source>
        <translation>Xóa bộ lọc của mình</translation>
    </message>
    <message>
        <source>Bring the deleted view back</source>
        <translation>Lấy lại bộ lọc vừa xóa</translation>
    </message>
    <message>
        <source>Own view 1</source>
        <translation>Bộ lọc 1 của tôi</translation>
    </message>
    <message>
        <source>Own view 2</source>
        <translation>Bộ lọc 2 của tôi</translation>
    </message>
    <message>
        <source>Own view 3</source>
        <translation>Bộ lọc 3 của tôi</translation>
    </message>
    <message>
        <source>Own view 4</source>
        <translation>Bộ lọc 4 của tôi</translation>
    </message>
    <message>
        <source>Own view 5</source>
        <translation>Bộ lọc 5 của tôi</translation>
    </message>
    <message>
        <source>Own view 6</source>
        <translation>Bộ lọc 6 của tôi</translation>
    </message>
    <message>
        <source>Own view 7</source>
        <translation>Bộ lọc 7 của tôi</translation>
    </message>
    <message>
        <source>Own view 8</source>
        <translation>Bộ lọc 8 của tôi</translation>
    </message>
    <message>
        <source>Own view 9</source>
        <translation>Bộ lọc 9 của tôi</translation>
    </message>
    <message>
        <source>Show what is new in the queue</source>
        <translation>Hiện các vụ mới trong hàng đợi</translation>
    </message>
    <message>
        <source>Join with the same incident</source>
        <translation>Gộp vào vụ trùng</translation>
    </message>
    <message>
        <source>Part from the joined incident</source>
        <translation>Tách khỏi vụ đã gộp</translation>
    </message>
    <message>
        <source>Open what is near or joined</source>
        <translation>Mở những gì ở gần hoặc đã gộp</translation>
    </message>
    <message>
        <source>Map of the place</source>
        <translation>Bản đồ nơi xảy ra</translation>
    </message>
    <message>
        <source>Open a camera, an incident or an indicator</source>
        <translation>Mở một camera, sự cố hoặc chỉ số</translation>
    </message>
    <message>
        <source>Enlarge camera</source>
        <translation>Phóng to camera</translation>
    </message>
    <message>
        <source>Next camera nearby</source>
        <translation>Camera gần tiếp theo</translation>
    </message>
    <message>
        <source>Previous camera nearby</source>
        <translation>Camera gần trước</translation>
    </message>
    <message>
        <source>Cameras in the middle</source>
        <translation>Giữa màn hình: camera</translation>
    </message>
    <message>
        <source>Map in the middle</source>
        <translation>Giữa màn hình: bản đồ</translation>
    </message>
    <message>
        <source>Map beside the cameras</source>
        <translation>Giữa màn hình: bản đồ cạnh camera</translation>
    </message>
    <message>
        <source>Cameras 2 × 2</source>
        <translation>Lưới camera 2 × 2</translation>
    </message>
    <message>
        <source>Cameras 3 × 3</source>
        <translation>Lưới camera 3 × 3</translation>
    </message>
    <message>
        <source>Cameras 4 × 4</source>
        <translation>Lưới camera 4 × 4</translation>
    </message>
    <message>
        <source>Overview of all cameras</source>
        <translation>Toàn cảnh mọi camera</translation>
    </message>
    <message>
        <source>Next cameras</source>
        <translation>Nhóm camera kế tiếp</translation>
    </message>
    <message>
        <source>Previous cameras</source>
        <translation>Nhóm camera trước</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Phóng to</translation>
    </message>
    <message>
        <source>Look from farther</source>
        <translation>Thu nhỏ</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>Toàn khung hình</translation>
    </message>
    <message>
        <source>Replay the last minute</source>
        <translation>Xem lại 1 phút vừa qua</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Lưu ảnh</translation>
    </message>
    <message>
        <source>Save the last minute</source>
        <translation>Lưu đoạn 1 phút vừa qua</translation>
    </message>
    <message>
        <source>Marked copy of what was saved</source>
        <translation>Bản sao có dấu của ảnh đã lưu</translation>
    </message>
    <message>
        <source>Turn the camera</source>
        <translation>Điều khiển quay camera</translation>
    </message>
    <message>
        <source>Move the camera that you lead</source>
        <translation>Quay camera đang điều khiển</translation>
    </message>
    <message>
        <source>Turn to a preset</source>
        <translation>Quay tới vị trí đặt sẵn</translation>
    </message>
    <message>
        <source>Figures of the cameras</source>
        <translation>Thông số camera</translation>
    </message>
    <message>
        <source>Health of the cameras</source>
        <translation>Tình trạng camera</translation>
    </message>
    <message>
        <source>Write in the shift log</source>
        <translation>Ghi sổ trực</translation>
    </message>
    <message>
        <source>Shift log</source>
        <translation>Sổ trực</translation>
    </message>
    <message>
        <source>Correct a line of the log</source>
        <translation>Đính chính một dòng sổ trực</translation>
    </message>
    <message>
        <source>Pin a line for the next shift</source>
        <translation>Ghim một dòng cho ca sau</translation>
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
        <source>Handovers, and what changed</source>
        <translation>Sổ giao ca và thay đổi sau đó</translation>
    </message>
    <message>
        <source>Take over what was handed to me</source>
        <translation>Nhận những việc được giao ca</translation>
    </message>
    <message>
        <source>Return an item of a handover</source>
        <translation>Trả lại một việc giao ca</translation>
    </message>
    <message>
        <source>Wall control</source>
        <translation>Điều khiển màn hình ghép</translation>
    </message>
    <message>
        <source>What was on the wall</source>
        <translation>Nhật ký trình chiếu</translation>
    </message>
    <message>
        <source>Take control of the wall</source>
        <translation>Nhận điều khiển</translation>
    </message>
    <message>
        <source>Keep control of the wall for longer</source>
        <translation>Giữ quyền lâu hơn</translation>
    </message>
    <message>
        <source>Release the wall</source>
        <translation>Trả quyền điều khiển</translation>
    </message>
    <message>
        <source>Take the wall over from somebody</source>
        <translation>Lấy lại quyền từ người khác</translation>
    </message>
    <message>
        <source>Put something on a screen of the wall</source>
        <translation>Đưa nội dung lên tường</translation>
    </message>
    <message>
        <source>Preset of the whole wall</source>
        <translation>Bộ cảnh cho cả màn hình ghép</translation>
    </message>
    <message>
        <source>Keep what the wall shows</source>
        <translation>Lưu cảnh đang chiếu thành bộ cảnh</translation>
    </message>
    <message>
        <source>Remove a preset of the wall</source>
        <translation>Xóa bộ cảnh</translation>
    </message>
    <message>
        <source>Swap two screens of the wall</source>
        <translation>Đổi chỗ hai màn hình ghép</translation>
    </message>
    <message>
        <source>Screen black, or shown again</source>
        <translation>Tắt đen / chiếu lại</translation>
    </message>
    <message>
        <source>Freeze a screen, or let it run</source>
        <translation>Giữ hình / cho chạy</translation>
    </message>
    <message>
        <source>Show each screen&apos;s number</source>
        <translation>Hiện số từng màn hình</translation>
    </message>
    <message>
        <source>Wall as it was before a change</source>
        <translation>Đưa màn hình ghép về trước một lần đổi</translation>
    </message>
    <message>
        <source>Next wall</source>
        <translation>Màn hình ghép khác</translation>
    </message>
    <message>
        <source>Response plans</source>
        <translation>Phương án ứng phó</translation>
    </message>
    <message>
        <source>Command view of a running plan</source>
        <translation>Màn hình chỉ huy của phương án</translation>
    </message>
    <message>
        <source>Activate a response plan</source>
        <translation>Kích hoạt phương án ứng phó</translation>
    </message>
    <message>
        <source>Change the level of the plan</source>
        <translation>Đổi cấp phương án</translation>
    </message>
    <message>
        <source>Mark a step of the plan</source>
        <translation>Đánh dấu một bước của phương án</translation>
    </message>
    <message>
        <source>Write in the plan&apos;s log</source>
        <translation>Ghi nhật ký phương án</translation>
    </message>
    <message>
        <source>A flash report was sent</source>
        <translation>Ghi báo cáo nhanh đã gửi</translation>
    </message>
    <message>
        <source>Ask all agencies: ready or not</source>
        <translation>Hỏi mức sẵn sàng của đơn vị</translation>
    </message>
    <message>
        <source>Write down an agency&apos;s answer</source>
        <translation>Ghi trả lời của một đơn vị</translation>
    </message>
    <message>
        <source>Situation of the exercise</source>
        <translation>Tình huống diễn tập</translation>
    </message>
    <message>
        <source>Cameras and numbers of the plan</source>
        <translation>Camera và chỉ số của phương án</translation>
    </message>
    <message>
        <source>Stand down</source>
        <translation>Kết thúc phương án</translation>
    </message>
    <message>
        <source>Layouts of walls</source>
        <translation>Bố cục màn hình ghép</translation>
    </message>
    <message>
        <source>Save the layout</source>
        <translation>Lưu bố cục</translation>
    </message>
    <message>
        <source>Bring a layout in from a file</source>
        <translation>Nhập bố cục từ tệp</translation>
    </message>
    <message>
        <source>Write a layout to a file</source>
        <translation>Xuất bố cục ra tệp</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Bàn trực</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>Chỉ số</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Thông báo</translation>
    </message>
    <message>
        <source>Five things to try</source>
        <translation>Năm việc nên thử</translation>
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
    <message>
        <source>Cut the demo&apos;s network</source>
        <translation>Ngắt mạng của thành phố giả lập</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
    <message>
        <source>My sign-in and this desk</source>
        <translation>Tài khoản và bàn trực này</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>Trang trước</translation>
    </message>
    <message>
        <source>Page after</source>
        <translation>Trang sau</translation>
    </message>
    <message>
        <source>Fold the queue, or unfold it</source>
        <translation>Thu gọn hoặc mở rộng hàng đợi</translation>
    </message>
    <message>
        <source>All commands</source>
        <translation>Mọi lệnh</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Phím tắt</translation>
    </message>
    <message>
        <source>Save the list of keys for printing</source>
        <translation>Lưu danh sách phím tắt để in</translation>
    </message>
    <message>
        <source>Our actions: waiting, refused, sent</source>
        <translation>Thao tác của tôi: chờ gửi, bị từ chối, đã gửi</translation>
    </message>
    <message>
        <source>What happened while we were away</source>
        <translation>Những gì đã xảy ra lúc mất kết nối</translation>
    </message>
    <message>
        <source>Records that could not be read</source>
        <translation>Bản ghi không đọc được</translation>
    </message>
    <message>
        <source>Alarm load</source>
        <translation>Tải cảnh báo</translation>
    </message>
    <message>
        <source>Whole queue or summary in a flood</source>
        <translation>Toàn bộ hàng đợi hoặc tóm tắt khi cảnh báo dồn dập</translation>
    </message>
    <message>
        <source>Mute alarm sounds for a while</source>
        <translation>Tắt tiếng cảnh báo một lúc</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Tương phản cao</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Đổi nền sáng hoặc tối</translation>
    </message>
    <message>
        <source>Open an incident</source>
        <translation>Mở sự cố</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>Số liệu</translation>
    </message>
    <message>
        <source>Write the measures to a file</source>
        <translation>Xuất số liệu ra tệp</translation>
    </message>
    <message>
        <source>Report after action</source>
        <translation>Báo cáo sau xử lý</translation>
    </message>
    <message>
        <source>Write the incident&apos;s report to a file</source>
        <translation>Xuất báo cáo sự cố ra tệp</translation>
    </message>
    <message>
        <source>Lock the desk</source>
        <translation>Khóa bàn trực</translation>
    </message>
    <message>
        <source>Unlock the desk</source>
        <translation>Mở khóa bàn trực</translation>
    </message>
    <message>
        <source>Acknowledge while locked</source>
        <translation>Tiếp nhận khi đang khóa</translation>
    </message>
    <message>
        <source>Set your PIN</source>
        <translation>Đặt mã PIN</translation>
    </message>
    <message>
        <source>Change your password</source>
        <translation>Đổi mật khẩu</translation>
    </message>
    <message>
        <source>People and sign-ins</source>
        <translation>Người dùng và phiên đăng nhập</translation>
    </message>
    <message>
        <source>Evidence at the server</source>
        <translation>Chứng cứ ở máy chủ</translation>
    </message>
    <message>
        <source>Who did what</source>
        <translation>Nhật ký kiểm toán</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Đăng xuất</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Thoát</translation>
    </message>
</context>
<context>
    <name>conflict</name>
    <message>
        <source>Decided: ours is said again.</source>
        <translation>Đã quyết định: giữ thao tác của tôi, gửi lại.</translation>
    </message>
    <message>
        <source>Decided: the server&apos;s stands; ours is put away.</source>
        <translation>Đã quyết định: giữ bản trên máy chủ; thao tác của tôi được cất lại.</translation>
    </message>
    <message>
        <source>Decided: both were combined.</source>
        <translation>Đã quyết định: gộp cả hai.</translation>
    </message>
</context>
<context>
    <name>doctor</name>
    <message>
        <source>Language</source>
        <translation>Ngôn ngữ</translation>
    </message>
    <message>
        <source>Translations are not compiled: run “make setup”.</source>
        <translation>Bản dịch chưa được biên dịch: hãy chạy “make setup”.</translation>
    </message>
    <message>
        <source>SQLite 3.51.3 or newer is needed: install the Python package pysqlite3.</source>
        <translation>Cần SQLite 3.51.3 trở lên: hãy cài gói Python pysqlite3.</translation>
    </message>
    <message>
        <source>not installed; cameras over RTSP do not need it</source>
        <translation>chưa cài; camera RTSP không cần đến</translation>
    </message>
    <message>
        <source>with RTSP</source>
        <translation>có RTSP</translation>
    </message>
    <message>
        <source>without RTSP; FFmpeg plays those cameras</source>
        <translation>không có RTSP; FFmpeg sẽ phát các camera đó</translation>
    </message>
    <message>
        <source>Decoders&apos; gate</source>
        <translation>Cổng chặn bộ giải mã</translation>
    </message>
    <message>
        <source>This kernel cannot keep decoders to listed cameras: Linux 5.9 or newer, x86-64 or ARM64.</source>
        <translation>Nhân này không giới hạn được bộ giải mã vào các camera trong danh sách: cần Linux 5.9 trở lên, x86-64 hoặc ARM64.</translation>
    </message>
    <message>
        <source>kept by the kernel</source>
        <translation>do nhân hệ điều hành giữ</translation>
    </message>
    <message>
        <source>no Landlock</source>
        <translation>không có Landlock</translation>
    </message>
    <message>
        <source>own namespaces</source>
        <translation>có không gian tên riêng</translation>
    </message>
    <message>
        <source>no namespaces of their own: this system allows none</source>
        <translation>không có không gian tên riêng: hệ thống này không cho phép</translation>
    </message>
    <message>
        <source>Alarm sounds</source>
        <translation>Âm báo</translation>
    </message>
    <message>
        <source>nothing plays sounds here (pulseaudio-utils or alsa-utils would); alarms are told in words</source>
        <translation>máy này không phát được tiếng (cần pulseaudio-utils hoặc alsa-utils); cảnh báo vẫn được báo bằng chữ</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>Màn hình</translation>
    </message>
    <message>
        <source>No screen: log in to a desktop, or use “xvfb-run” for pictures only.</source>
        <translation>Không có màn hình: hãy đăng nhập vào máy có màn hình, hoặc dùng “xvfb-run” nếu chỉ cần chụp hình.</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Thư mục dữ liệu</translation>
    </message>
    <message>
        <source>This folder cannot be written to: {why}. Choose another with --data-dir.</source>
        <translation>Không ghi được vào thư mục này: {why}. Hãy chọn thư mục khác bằng --data-dir.</translation>
    </message>
    <message>
        <source>{size} GB free</source>
        <translation>còn trống {size} GB</translation>
    </message>
    <message>
        <source>Less than 1 GB is free: make room.</source>
        <translation>Còn chưa đến 1 GB: hãy dọn bớt.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Máy chủ</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Cấu hình</translation>
    </message>
    <message>
        <source>none set; --demo brings its own</source>
        <translation>chưa đặt; --demo tự mang theo máy chủ</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>kết nối</translation>
    </message>
    <message>
        <source>{seconds} s from the server&apos;s</source>
        <translation>lệch {seconds} giây so với máy chủ</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Đồng hồ</translation>
    </message>
    <message>
        <source>Set this machine&apos;s clock by NTP.</source>
        <translation>Hãy chỉnh đồng hồ máy này bằng NTP.</translation>
    </message>
    <message>
        <source>It does not answer: check the address, the network, and the server.</source>
        <translation>Không trả lời: hãy kiểm tra địa chỉ, mạng và máy chủ.</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>tốt</translation>
    </message>
    <message>
        <source>DO</source>
        <translation>CẦN</translation>
    </message>
    <message>
        <source>Others can read {where}: chmod 600 it. If somebody may have done so, forget this device&apos;s key on the server (device forget) and delete the file; a new one is made.</source>
        <translation>Người khác đọc được {where}: hãy chmod 600. Nếu có thể đã có người đọc, cho máy chủ quên khóa của máy này (device forget) và xóa tệp; khóa mới sẽ được tạo.</translation>
    </message>
    <message>
        <source>{where} belongs to somebody else, who can act in this device&apos;s name: run the console as its owner.</source>
        <translation>{where} thuộc về người khác, người đó có thể hành động dưới tên máy này: hãy chạy bàn điều hành bằng chủ của tệp.</translation>
    </message>
    <message>
        <source>{where} is no plain file: remove it, a new one is made.</source>
        <translation>{where} không phải là tệp thường: hãy xóa đi, tệp mới sẽ được tạo.</translation>
    </message>
    <message>
        <source>The key in {where} cannot be read: the next start makes a new one, and the server sees a new device.</source>
        <translation>Không đọc được khóa trong {where}: lần khởi động sau sẽ tạo khóa mới, và máy chủ coi đây là máy mới.</translation>
    </message>
    <message>
        <source>The key can be kept nowhere, so nobody can sign in: unlock the keyring, or write credentials = &quot;file&quot; into settings.toml.</source>
        <translation>Không có chỗ nào giữ được khóa nên không ai đăng nhập được: mở kho khóa, hoặc ghi credentials = &quot;file&quot; vào settings.toml.</translation>
    </message>
    <message>
        <source>This keyring keeps secrets where every program reads them: set up another, or write credentials = &quot;file&quot; into settings.toml.</source>
        <translation>Kho khóa này để bí mật ở nơi mọi chương trình đều đọc được: hãy dùng kho khác, hoặc ghi credentials = &quot;file&quot; vào settings.toml.</translation>
    </message>
    <message>
        <source>file</source>
        <translation>tệp</translation>
    </message>
    <message>
        <source>keyring</source>
        <translation>kho khóa</translation>
    </message>
    <message>
        <source>made at the first start</source>
        <translation>được tạo ở lần khởi động đầu</translation>
    </message>
    <message>
        <source>Device key</source>
        <translation>Khóa của máy</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Cuộc gọi</translation>
    </message>
    <message>
        <source>not connected to a telephone system</source>
        <translation>chưa nối với tổng đài điện thoại</translation>
    </message>
    <message>
        <source>connected to a telephone system</source>
        <translation>đã nối với tổng đài điện thoại</translation>
    </message>
    <message>
        <source>port {port}</source>
        <translation>cổng {port}</translation>
    </message>
    <message>
        <source>Others can read {where}: the next start makes a new secret, which the telephone system needs.</source>
        <translation>Người khác đọc được {where}: lần khởi động sau sẽ tạo khoá mới, phải đưa khoá đó cho tổng đài.</translation>
    </message>
</context>
<context>
    <name>evidence</name>
    <message>
        <source>A marked copy is written: {file}. The original stays as it was.</source>
        <translation>Đã ghi bản sao có dấu {file}. Bản gốc giữ nguyên.</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>ban-sao</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>chưa ký</translation>
    </message>
    <message>
        <source>refused by the server</source>
        <translation>máy chủ từ chối</translation>
    </message>
    <message>
        <source>registered and kept</source>
        <translation>đã đăng ký</translation>
    </message>
    <message>
        <source>waits to be registered</source>
        <translation>chờ đăng ký</translation>
    </message>
    <message>
        <source>being sent: {share}</source>
        <translation>đang gửi {share}</translation>
    </message>
    <message>
        <source>A duty officer holds evidence and lets it go.</source>
        <translation>Lãnh đạo trực mới được giữ lại và thôi giữ chứng cứ.</translation>
    </message>
    <message>
        <source>Its file was removed when its days were over.</source>
        <translation>Tệp đã bị xóa khi hết hạn lưu.</translation>
    </message>
    <message>
        <source>It is held already.</source>
        <translation>Chứng cứ đang được giữ.</translation>
    </message>
    <message>
        <source>Nobody holds it.</source>
        <translation>Không ai đang giữ chứng cứ này.</translation>
    </message>
    <message>
        <source>The server does not know of it yet</source>
        <translation>Máy chủ chưa biết tới</translation>
    </message>
    <message>
        <source>Hold it…</source>
        <translation>Giữ lại…</translation>
    </message>
    <message>
        <source>Let it go…</source>
        <translation>Thôi giữ…</translation>
    </message>
    <message>
        <source>Who looked, held it or let it go</source>
        <translation>Ai đã xem, giữ lại, thôi giữ</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Đang đọc…</translation>
    </message>
    <message>
        <source>Nobody looked at it yet, and nobody held it.</source>
        <translation>Chưa ai xem, chưa ai giữ lại.</translation>
    </message>
    <message>
        <source>A clip: its copy is watched with another program.</source>
        <translation>Đoạn phim: mở bản sao bằng trình xem phim.</translation>
    </message>
    <message>
        <source>The picture is at the server; this desk did not save it and has no copy.</source>
        <translation>Ảnh nằm ở máy chủ; bàn trực này không lưu ảnh đó nên không có bản sao.</translation>
    </message>
    <message>
        <source>{n} and more</source>
        <translation>{n} và còn nữa</translation>
    </message>
    <message>
        <source>{n} found</source>
        <translation>Tìm thấy {n}</translation>
    </message>
    <message>
        <source>not looked for: {words}</source>
        <translation>không tìm theo: {words}</translation>
    </message>
    <message>
        <source>the server does not tell more now</source>
        <translation>máy chủ hiện không trả lời thêm</translation>
    </message>
    <message>
        <source>This is for duty officers, auditors and administrators</source>
        <translation>Trang này dành cho lãnh đạo trực, người kiểm tra và quản trị viên</translation>
    </message>
    <message>
        <source>The evidence is at the server, which is needed for this</source>
        <translation>Chứng cứ lưu ở máy chủ, cần kết nối mới xem được</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Đọc lại</translation>
    </message>
    <message>
        <source>Look for a camera, an incident, a device, a kind or a day.</source>
        <translation>Hãy tìm theo camera, sự cố, máy, loại hoặc ngày.</translation>
    </message>
    <message>
        <source>No evidence fits</source>
        <translation>Không có chứng cứ nào khớp</translation>
    </message>
    <message>
        <source>Pictures and clips that desks save with S and Shift+S come here by themselves.</source>
        <translation>Ảnh và đoạn phim mà các bàn trực lưu bằng S và Shift+S tự về đây.</translation>
    </message>
    <message>
        <source>The server has no evidence yet</source>
        <translation>Máy chủ chưa có chứng cứ nào</translation>
    </message>
    <message>
        <source>At this desk, not registered yet</source>
        <translation>Ở máy này, chưa đăng ký</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Đoạn phim</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <source>removed after its days</source>
        <translation>đã xóa khi hết hạn</translation>
    </message>
    <message>
        <source>held</source>
        <translation>đang giữ</translation>
    </message>
    <message>
        <source>file on its way</source>
        <translation>tệp đang gửi</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>đang lưu</translation>
    </message>
    <message>
        <source>its days are over</source>
        <translation>đã hết hạn lưu</translation>
    </message>
    <message>
        <source>{n} days left</source>
        <translation>còn {n} ngày</translation>
    </message>
    <message>
        <source>less than a day left</source>
        <translation>còn chưa đầy một ngày</translation>
    </message>
    <message>
        <source>number {n} of {device}</source>
        <translation>số {n} của {device}</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Đăng ký</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Lưu lúc</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Máy</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Sự cố</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>Stays until</source>
        <translation>Lưu tới</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Giữ lại</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Địa điểm</translation>
    </message>
    <message>
        <source>{age} after it was saved</source>
        <translation>sau khi lưu {age}</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>ngay khi lưu</translation>
    </message>
    <message>
        <source>removed {at}; the registration stays</source>
        <translation>đã xóa {at}; đăng ký vẫn còn</translation>
    </message>
    <message>
        <source>kept whole, sealed</source>
        <translation>lưu đủ, niêm phong</translation>
    </message>
    <message>
        <source>on its way: {n} MiB so far</source>
        <translation>đang gửi: đã có {n} MiB</translation>
    </message>
    <message>
        <source>as long as it is held; else {day}</source>
        <translation>tới khi thôi giữ; nếu không thì {day}</translation>
    </message>
    <message>
        <source>no</source>
        <translation>không</translation>
    </message>
    <message>
        <source>The server</source>
        <translation>Máy chủ</translation>
    </message>
    <message>
        <source>looked at it</source>
        <translation>đã xem</translation>
    </message>
    <message>
        <source>held it</source>
        <translation>giữ lại</translation>
    </message>
    <message>
        <source>let it go</source>
        <translation>thôi giữ</translation>
    </message>
    <message>
        <source>removed the file after its days</source>
        <translation>xóa tệp khi hết hạn</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Đã lưu tệp {file}</translation>
    </message>
</context>
<context>
    <name>first_steps</name>
    <message>
        <source>Take an incident on</source>
        <translation>Tiếp nhận một sự cố</translation>
    </message>
    <message>
        <source>The gravest one stands on top, its camera beside it. A takes it on.</source>
        <translation>Sự cố nặng nhất đứng trên cùng, camera ở ngay bên cạnh. Phím A tiếp nhận.</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Nhìn gần hơn</translation>
    </message>
    <message>
        <source>Enlarge the camera beside the incident; + and − look closer, V replays.</source>
        <translation>Phóng to camera cạnh sự cố; + và − để nhìn gần, xa; V để xem lại.</translation>
    </message>
    <message>
        <source>Pull the cable</source>
        <translation>Rút dây mạng</translation>
    </message>
    <message>
        <source>Server and cameras are really gone then. Go on working: nothing is lost.</source>
        <translation>Máy chủ và camera mất thật. Hãy cứ làm việc tiếp: không mất gì cả.</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>Tìm mọi thứ</translation>
    </message>
    <message>
        <source>A camera, an incident, a number or a command, without marks: “cau ben da”.</source>
        <translation>Camera, sự cố, chỉ số hay một lệnh, không cần dấu: “cau ben da”.</translation>
    </message>
    <message>
        <source>Open a response plan</source>
        <translation>Mở một phương án</translation>
    </message>
    <message>
        <source>Levels, steps, roles and the poll of all agencies on one page.</source>
        <translation>Cấp độ, các bước, vai trò và thăm dò các cơ quan trên một trang.</translation>
    </message>
    <message>
        <source>The network is cut: what you see is what was known, with its age.</source>
        <translation>Mạng đã ngắt: bạn đang thấy những gì đã biết, kèm độ cũ của nó.</translation>
    </message>
    <message>
        <source>The network of the city is there.</source>
        <translation>Mạng của thành phố đang thông.</translation>
    </message>
    <message>
        <source>Join the network again</source>
        <translation>Nối mạng lại</translation>
    </message>
</context>
<context>
    <name>flood</name>
    <message>
        <source>{n} = {k} critical one by one + {m} in {g} groups</source>
        <translation>{n} = {k} khẩn cấp để riêng + {m} trong {g} nhóm</translation>
    </message>
    <message>
        <source>{n} · {k} not acknowledged</source>
        <translation>{n} · {k} chưa tiếp nhận</translation>
    </message>
    <message>
        <source>{m} in {g} groups · {k} overdue</source>
        <translation>{m} trong {g} nhóm · {k} quá hạn</translation>
    </message>
    <message>
        <source>Critical, one by one</source>
        <translation>Khẩn cấp, từng vụ</translation>
    </message>
    <message>
        <source>In groups</source>
        <translation>Theo nhóm</translation>
    </message>
    <message>
        <source>{n}, not counted in {open}</source>
        <translation>{n} việc, không tính vào {open}</translation>
    </message>
    <message>
        <source>ward unknown</source>
        <translation>chưa rõ phường</translation>
    </message>
    <message>
        <source>{n} overdue</source>
        <translation>{n} quá hạn</translation>
    </message>
</context>
<context>
    <name>handover</name>
    <message>
        <source>Wait for the level above to decide</source>
        <translation>Chờ cấp trên quyết định</translation>
    </message>
    <message>
        <source>Verify on the spot and assign</source>
        <translation>Xác minh hiện trường và phân công</translation>
    </message>
    <message>
        <source>Assign somebody</source>
        <translation>Phân công người xử lý</translation>
    </message>
    <message>
        <source>Wait for the report of those who handle it</source>
        <translation>Chờ đơn vị xử lý báo kết quả</translation>
    </message>
    <message>
        <source>Follow it</source>
        <translation>Tiếp tục theo dõi</translation>
    </message>
</context>
<context>
    <name>health</name>
    <message>
        <source>{live} of {watched} cameras on screen have a picture · {all} in the city</source>
        <translation>{live}/{watched} camera đang hiện có hình · toàn thành phố {all} camera</translation>
    </message>
    <message>
        <source>not on screen</source>
        <translation>không hiển thị</translation>
    </message>
    <message>
        <source>live, its clock is {seconds} s off</source>
        <translation>trực tiếp, đồng hồ camera lệch {seconds} giây</translation>
    </message>
    <message>
        <source>live, {age}</source>
        <translation>trực tiếp, {age}</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>en</source>
        <translation>vi</translation>
    </message>
    <message>
        <source>Six marks over the desk, one sentence each.</source>
        <translation>Sáu điểm trên bàn trực, mỗi điểm một câu.</translation>
    </message>
    <message>
        <source>Only in the demo, whose city is fictional.</source>
        <translation>Chỉ có ở bản thử với thành phố giả lập.</translation>
    </message>
    <message>
        <source>Whatever you look for has a name: type a part of it.</source>
        <translation>Điều cần tìm đều có tên: gõ một phần của tên đó.</translation>
    </message>
    <message>
        <source>Colours, size of text, keys of your own.</source>
        <translation>Màu sắc, cỡ chữ, phím riêng.</translation>
    </message>
    <message>
        <source>For whoever looks after this machine.</source>
        <translation>Dành cho người trông coi máy này.</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>By its sign this key is “{done}”, by its place “{other}”: the first was done; Shift gives the digit.</source>
        <translation>Phím này theo ký tự là “{done}”, theo vị trí là “{other}”: đã thực hiện lệnh thứ nhất; giữ Shift để nhập chữ số.</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Sự cố</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Hàng đợi</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Ca trực</translation>
    </message>
    <message>
        <source>Video wall</source>
        <translation>Màn hình ghép</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>Phương án</translation>
    </message>
    <message>
        <source>Pages and the desk</source>
        <translation>Các trang và bàn trực</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Phím tắt</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>Đã ghi: {file}</translation>
    </message>
</context>
<context>
    <name>launch</name>
    <message>
        <source>Nobody knows where your home folder is: set HOME, or choose a folder with --data-dir.</source>
        <translation>Không biết thư mục nhà của bạn ở đâu: hãy đặt biến HOME, hoặc chọn thư mục bằng --data-dir.</translation>
    </message>
    <message>
        <source>The disk with the data folder {folder} is full: make room, or choose another with --data-dir.</source>
        <translation>Đĩa chứa thư mục dữ liệu {folder} đã đầy: hãy dọn chỗ, hoặc chọn thư mục khác bằng --data-dir.</translation>
    </message>
    <message>
        <source>The data folder {folder} cannot be written to: mend its permissions, or choose another with --data-dir.</source>
        <translation>Không ghi được vào thư mục dữ liệu {folder}: hãy sửa quyền, hoặc chọn thư mục khác bằng --data-dir.</translation>
    </message>
    <message>
        <source>The data folder {folder} cannot be used ({why}): choose another with --data-dir.</source>
        <translation>Không dùng được thư mục dữ liệu {folder} ({why}): hãy chọn thư mục khác bằng --data-dir.</translation>
    </message>
</context>
<context>
    <name>layout</name>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>Chỉ số</translation>
    </message>
    <message>
        <source>Incident queue</source>
        <translation>Hàng đợi</translation>
    </message>
    <message>
        <source>Open and overdue</source>
        <translation>Đang mở và quá hạn</translation>
    </message>
    <message>
        <source>Cameras truly alive</source>
        <translation>Camera có hình</translation>
    </message>
    <message>
        <source>Health of the cameras</source>
        <translation>Tình trạng camera</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Đồng hồ</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Chữ</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <source>Tour of cameras</source>
        <translation>Luân phiên camera</translation>
    </message>
    <message>
        <source>Place for alarms</source>
        <translation>Ô dành cho cảnh báo</translation>
    </message>
    <message>
        <source>Response plan</source>
        <translation>Phương án ứng phó</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Bản đồ</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>Ô hiển thị</translation>
    </message>
    <message>
        <source>{rows} × {cols} cells, row {row}, column {col}</source>
        <translation>{rows} × {cols} ô lưới, hàng {row}, cột {col}</translation>
    </message>
    <message>
        <source>Screen {screen}, tile {tile} ({kind}): text of {minutes}′ at {metres} m; {source} asks for {least}′.</source>
        <translation>Màn hình {screen}, ô {tile} ({kind}): chữ chỉ {minutes}′ nhìn từ {metres} m; {source} yêu cầu {least}′.</translation>
    </message>
    <message>
        <source>Stops of the tour: {numbers}.</source>
        <translation>Các lượt trong vòng luân phiên: {numbers}.</translation>
    </message>
    <message>
        <source>{rows} × {cols} cells would do.</source>
        <translation>Cần {rows} × {cols} ô lưới.</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Hàng</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Cột</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Số hàng</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Số cột</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Chú thích</translation>
    </message>
    <message>
        <source>Name of the place</source>
        <translation>Tên ô</translation>
    </message>
    <message>
        <source>Around</source>
        <translation>Quanh điểm</translation>
    </message>
    <message>
        <source>lat; lon</source>
        <translation>vĩ độ; kinh độ</translation>
    </message>
    <message>
        <source>Reaches</source>
        <translation>Bán kính</translation>
    </message>
    <message>
        <source>File (F2)</source>
        <translation>Tệp (F2)</translation>
    </message>
    <message>
        <source>Each stays</source>
        <translation>Mỗi hình giữ</translation>
    </message>
    <message>
        <source>Lines at most</source>
        <translation>Số dòng nhiều nhất</translation>
    </message>
    <message>
        <source>Choose a template</source>
        <translation>Chọn mẫu</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Mẫu</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Rộng</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Cao</translation>
    </message>
    <message>
        <source>Farthest seat</source>
        <translation>Ghế xa nhất</translation>
    </message>
    <message>
        <source>Size of a pixel</source>
        <translation>Cỡ điểm ảnh</translation>
    </message>
    <message>
        <source>One picture</source>
        <translation>Một hình</translation>
    </message>
    <message>
        <source>One high, eight beside</source>
        <translation>Một hình cao, tám hình bên</translation>
    </message>
    <message>
        <source>One wide, four below</source>
        <translation>Một hình rộng, bốn hình dưới</translation>
    </message>
    <message>
        <source>Grid {n}</source>
        <translation>Lưới {n}</translation>
    </message>
    <message>
        <source>{large} large, {small} small</source>
        <translation>{large} lớn, {small} nhỏ</translation>
    </message>
    <message>
        <source>Screen {n}</source>
        <translation>Màn hình {n}</translation>
    </message>
    <message>
        <source>tiles: {count}</source>
        <translation>{count} ô</translation>
    </message>
</context>
<context>
    <name>measures</name>
    <message>
        <source>Written: {file}</source>
        <translation>Đã ghi tệp {file}</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>Số liệu</translation>
    </message>
    <message>
        <source>The last 12 hours</source>
        <translation>12 giờ qua</translation>
    </message>
    <message>
        <source>The last 24 hours</source>
        <translation>24 giờ qua</translation>
    </message>
    <message>
        <source>The last 7 days</source>
        <translation>7 ngày qua</translation>
    </message>
    <message>
        <source>The last 30 days</source>
        <translation>30 ngày qua</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại việc</translation>
    </message>
    <message>
        <source>Ward</source>
        <translation>Phường</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Cơ quan</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Ca trực</translation>
    </message>
    <message>
        <source>Operator and hour</source>
        <translation>Nhân viên trực và giờ</translation>
    </message>
    <message>
        <source>{n} incidents</source>
        <translation>{n} sự cố</translation>
    </message>
    <message>
        <source>acknowledged in {age} (median)</source>
        <translation>tiếp nhận, điển hình {age}</translation>
    </message>
    <message>
        <source>resolved in {age} (median)</source>
        <translation>xử lý xong, điển hình {age}</translation>
    </message>
    <message>
        <source>on time {share}</source>
        <translation>đúng hạn {share}</translation>
    </message>
    <message>
        <source>{n} overdue</source>
        <translation>{n} quá hạn</translation>
    </message>
    <message>
        <source>of {n} that are decided</source>
        <translation>trong {n} vụ đã rõ</translation>
    </message>
    <message>
        <source>New incidents</source>
        <translation>Sự cố mới</translation>
    </message>
    <message>
        <source>Acknowledged, median</source>
        <translation>Tiếp nhận, điển hình</translation>
    </message>
    <message>
        <source>Resolved, median</source>
        <translation>Xử lý xong, điển hình</translation>
    </message>
    <message>
        <source>Resolved on time</source>
        <translation>Xử lý đúng hạn</translation>
    </message>
    <message>
        <source>{n} reopened</source>
        <translation>{n} mở lại</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>chưa có vụ nào</translation>
    </message>
    <message>
        <source>nine in ten within {age}</source>
        <translation>90 % trong vòng {age}</translation>
    </message>
    <message>
        <source>{age} before</source>
        <translation>trước đó {age}</translation>
    </message>
    <message>
        <source>nothing is known from before</source>
        <translation>không có số liệu trước đó</translation>
    </message>
    <message>
        <source>as before</source>
        <translation>như trước đó</translation>
    </message>
    <message>
        <source>{n} against the time before</source>
        <translation>{n} so với trước đó</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Nhân viên trực</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Giờ</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Thao tác</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Số lượng</translation>
    </message>
    <message>
        <source>Acknowledge: median</source>
        <translation>Tiếp nhận, điển hình</translation>
    </message>
    <message>
        <source>p90</source>
        <translation>90 % trong vòng</translation>
    </message>
    <message>
        <source>Forward: median</source>
        <translation>Chuyển xử lý, điển hình</translation>
    </message>
    <message>
        <source>Resolve: median</source>
        <translation>Xử lý xong, điển hình</translation>
    </message>
    <message>
        <source>On time</source>
        <translation>Đúng hạn</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Quá hạn</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Mở lại</translation>
    </message>
    <message>
        <source>Satisfaction</source>
        <translation>Hài lòng</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>không rõ</translation>
    </message>
</context>
<context>
    <name>misread</name>
    <message>
        <source>Incident</source>
        <translation>Sự cố</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>Chỉ số</translation>
    </message>
    <message>
        <source>History of the indicator</source>
        <translation>Chuỗi số liệu của chỉ số</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Nguồn</translation>
    </message>
    <message>
        <source>Announcement</source>
        <translation>Thông báo của thành phố</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Bố cục</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>Màn hình ghép</translation>
    </message>
    <message>
        <source>Alarm rule of the wall</source>
        <translation>Quy tắc cảnh báo của màn hình ghép</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Ca trực</translation>
    </message>
    <message>
        <source>Line of the shift log</source>
        <translation>Dòng sổ trực</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>Biên bản giao ca</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>Quy trình</translation>
    </message>
    <message>
        <source>Text template</source>
        <translation>Mẫu văn bản</translation>
    </message>
    <message>
        <source>Number to call</source>
        <translation>Số điện thoại liên hệ</translation>
    </message>
    <message>
        <source>Way of handling</source>
        <translation>Vòng đời xử lý</translation>
    </message>
    <message>
        <source>Map of the city</source>
        <translation>Bản đồ thành phố</translation>
    </message>
    <message>
        <source>Response plan</source>
        <translation>Phương án ứng phó</translation>
    </message>
    <message>
        <source>Running plan</source>
        <translation>Phương án đang thực hiện</translation>
    </message>
    <message>
        <source>Message to the outside</source>
        <translation>Tin gửi ra ngoài</translation>
    </message>
    <message>
        <source>Record without a name</source>
        <translation>Bản ghi không có tên</translation>
    </message>
    <message>
        <source>title</source>
        <translation>tiêu đề</translation>
    </message>
    <message>
        <source>name</source>
        <translation>tên</translation>
    </message>
    <message>
        <source>code</source>
        <translation>mã</translation>
    </message>
    <message>
        <source>text</source>
        <translation>nội dung</translation>
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
        <source>deadline</source>
        <translation>hạn xử lý</translation>
    </message>
    <message>
        <source>deadlines</source>
        <translation>các hạn xử lý</translation>
    </message>
    <message>
        <source>when it came</source>
        <translation>thời điểm tin đến</translation>
    </message>
    <message>
        <source>latitude</source>
        <translation>vĩ độ</translation>
    </message>
    <message>
        <source>longitude</source>
        <translation>kinh độ</translation>
    </message>
    <message>
        <source>place</source>
        <translation>địa điểm</translation>
    </message>
    <message>
        <source>history</source>
        <translation>diễn biến</translation>
    </message>
    <message>
        <source>value</source>
        <translation>giá trị</translation>
    </message>
    <message>
        <source>time of the value</source>
        <translation>thời điểm số liệu</translation>
    </message>
    <message>
        <source>points</source>
        <translation>số điểm</translation>
    </message>
    <message>
        <source>privacy mask</source>
        <translation>vùng che riêng tư</translation>
    </message>
    <message>
        <source>version</source>
        <translation>phiên bản</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>bị thiếu</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>để trống</translation>
    </message>
    <message>
        <source>is no record</source>
        <translation>không phải bản ghi</translation>
    </message>
    <message>
        <source>is no text</source>
        <translation>không phải văn bản</translation>
    </message>
    <message>
        <source>has broken letters</source>
        <translation>có ký tự hỏng</translation>
    </message>
    <message>
        <source>is too long and was cut</source>
        <translation>quá dài, đã cắt bớt</translation>
    </message>
    <message>
        <source>is no number</source>
        <translation>không phải số</translation>
    </message>
    <message>
        <source>cannot be so</source>
        <translation>nằm ngoài giới hạn</translation>
    </message>
    <message>
        <source>is no time</source>
        <translation>không phải thời điểm</translation>
    </message>
    <message>
        <source>is a time without a zone</source>
        <translation>là thời điểm không có múi giờ</translation>
    </message>
    <message>
        <source>is neither yes nor no</source>
        <translation>không phải có hoặc không</translation>
    </message>
    <message>
        <source>cannot be understood</source>
        <translation>không hiểu được</translation>
    </message>
    <message>
        <source>source {source}</source>
        <translation>nguồn {source}</translation>
    </message>
</context>
<context>
    <name>opening</name>
    <message>
        <source>{metres} m away</source>
        <translation>cách {metres} m</translation>
    </message>
    <message>
        <source>{age} ago</source>
        <translation>{age} trước</translation>
    </message>
    <message>
        <source>nobody is at it</source>
        <translation>chưa ai tới</translation>
    </message>
    <message>
        <source>of another kind</source>
        <translation>khác loại</translation>
    </message>
    <message>
        <source>%n in the same ward, last 24 hours</source>
        <translation>%n việc cùng phường, 24 giờ qua</translation>
    </message>
    <message>
        <source>%n within {metres} m, last 24 hours</source>
        <translation>%n việc trong {metres} m, 24 giờ qua</translation>
    </message>
    <message>
        <source>Picture of {camera}</source>
        <translation>Hình từ {camera}</translation>
    </message>
    <message>
        <source>taken when the incident is saved</source>
        <translation>chụp khi lưu sự cố</translation>
    </message>
    <message>
        <source>its number comes when it is saved</source>
        <translation>mã cấp khi lưu</translation>
    </message>
    <message>
        <source>draft kept at {time}</source>
        <translation>đã lưu nháp {time}</translation>
    </message>
    <message>
        <source>Near {place}</source>
        <translation>Gần {place}</translation>
    </message>
</context>
<context>
    <name>own_menu</name>
    <message>
        <source>Shift</source>
        <translation>Ca trực</translation>
    </message>
    <message>
        <source>Video wall</source>
        <translation>Màn hình ghép</translation>
    </message>
</context>
<context>
    <name>palette</name>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>Chỉ số</translation>
    </message>
    <message>
        <source>Open incidents of this ward</source>
        <translation>Sự cố đang mở của phường này</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Cài đặt</translation>
    </message>
</context>
<context>
    <name>past</name>
    <message>
        <source>Reading…</source>
        <translation>Đang đọc…</translation>
    </message>
    <message>
        <source>{n} and more</source>
        <translation>{n} và còn nữa</translation>
    </message>
    <message>
        <source>{n} found</source>
        <translation>Tìm thấy {n}</translation>
    </message>
    <message>
        <source>searched by words, ward, kind, agency and date alone</source>
        <translation>chỉ tìm theo từ, phường, loại, cơ quan và ngày</translation>
    </message>
    <message>
        <source>nothing older can be read now</source>
        <translation>hiện không đọc được sự cố cũ hơn</translation>
    </message>
    <message>
        <source>The past is at the server, which is needed for it</source>
        <translation>Sự cố cũ chỉ có ở máy chủ, cần kết nối để tìm</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Đọc lại</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>Không tìm thấy sự cố nào</translation>
    </message>
    <message>
        <source>Closed and refused incidents come here some weeks after their end. Look for words or a date.</source>
        <translation>Sự cố đã đóng hoặc bị từ chối được chuyển về đây vài tuần sau khi kết thúc. Hãy tìm theo từ hoặc theo ngày.</translation>
    </message>
    <message>
        <source>The history cannot be read now.</source>
        <translation>Hiện chưa đọc được diễn biến.</translation>
    </message>
</context>
<context>
    <name>plan</name>
    <message>
        <source>Level</source>
        <translation>Cấp</translation>
    </message>
    <message>
        <source>Flash report</source>
        <translation>Báo cáo nhanh</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Ghi nhật ký</translation>
    </message>
    <message>
        <source>Ask agencies</source>
        <translation>Hỏi đơn vị</translation>
    </message>
    <message>
        <source>Their answer</source>
        <translation>Ghi trả lời</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>Tình huống</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Kết thúc</translation>
    </message>
    <message>
        <source>All plans</source>
        <translation>Danh sách</translation>
    </message>
</context>
<context>
    <name>problems</name>
    <message>
        <source>Somebody escalated, reopened or added evidence to this incident after the version you saw.</source>
        <translation>Có người đã báo cấp trên, mở lại hoặc bổ sung chứng cứ cho sự cố này sau phiên bản bạn thấy.</translation>
    </message>
    <message>
        <source>Somebody else was assigned meanwhile; that assignment stands.</source>
        <translation>Trong lúc đó đã có người khác được phân công; phân công ấy giữ nguyên.</translation>
    </message>
    <message>
        <source>The incident was closed meanwhile; it must be reopened first.</source>
        <translation>Trong lúc đó sự cố đã đóng; phải mở lại trước.</translation>
    </message>
    <message>
        <source>Only a resolved incident can be closed.</source>
        <translation>Chỉ đóng được sự cố đã xử lý.</translation>
    </message>
    <message>
        <source>The incident was at another stage when the server took this up; there it is not possible.</source>
        <translation>Khi máy chủ nhận được, sự cố đã ở bước khác; ở bước đó không làm được việc này.</translation>
    </message>
    <message>
        <source>The city does not handle this kind of incident so.</source>
        <translation>Thành phố không xử lý loại việc này theo cách đó.</translation>
    </message>
    <message>
        <source>It can be closed once the reporter has been answered.</source>
        <translation>Chỉ đóng được sau khi đã trả lời người phản ánh.</translation>
    </message>
    <message>
        <source>The server knows no such activation: was it refused before? See there why.</source>
        <translation>Máy chủ không có lần kích hoạt này: có thể đã bị từ chối trước đó, hãy xem lý do ở đó.</translation>
    </message>
    <message>
        <source>This activation was made before.</source>
        <translation>Lần kích hoạt này đã có rồi.</translation>
    </message>
    <message>
        <source>The server knows no such question to the agencies.</source>
        <translation>Máy chủ không có câu hỏi này.</translation>
    </message>
    <message>
        <source>Part of this handover was decided already, or it is somebody else&apos;s. Open it (Ctrl+H).</source>
        <translation>Một phần lần giao ca này đã được quyết định, hoặc là của người khác. Hãy mở ra xem (Ctrl+H).</translation>
    </message>
    <message>
        <source>Situations are made up in drills only.</source>
        <translation>Chỉ đưa tình huống giả định khi diễn tập.</translation>
    </message>
    <message>
        <source>Somebody else changed this screen of the wall first; what they put up stays.</source>
        <translation>Người khác đã đổi màn hình này trước; nội dung họ đưa lên được giữ.</translation>
    </message>
    <message>
        <source>It was meant for the moment when it was done, and arrived too late. Do it again if it is still right.</source>
        <translation>Lệnh này chỉ có giá trị lúc ra lệnh và đã đến quá trễ. Hãy làm lại nếu vẫn còn đúng.</translation>
    </message>
    <message>
        <source>Somebody else controls the wall.</source>
        <translation>Người khác đang điều khiển màn hình ghép.</translation>
    </message>
    <message>
        <source>A response plan shows this preset when it is activated, so that it must stay.</source>
        <translation>Một phương án ứng phó dùng bộ cảnh này khi kích hoạt nên không thể xóa.</translation>
    </message>
    <message>
        <source>The wall has as many presets as it may; remove one first.</source>
        <translation>Màn hình ghép đã đủ số bộ cảnh cho phép; hãy xóa bớt một bộ.</translation>
    </message>
    <message>
        <source>Somebody else saved or removed this layout meanwhile.</source>
        <translation>Trong lúc đó người khác đã lưu hoặc xóa bố cục này.</translation>
    </message>
    <message>
        <source>A wall shows this layout, or one of its presets does.</source>
        <translation>Một màn hình ghép đang hiển thị bố cục này, hoặc một bộ cảnh có dùng nó.</translation>
    </message>
    <message>
        <source>The server cannot show this layout; open it to see what is wrong.</source>
        <translation>Máy chủ không hiển thị được bố cục này; hãy mở ra để xem sai ở đâu.</translation>
    </message>
    <message>
        <source>The server does not let this person do that. Ask a duty officer, or sign in again.</source>
        <translation>Máy chủ không cho người này làm việc đó. Hãy nhờ lãnh đạo trực, hoặc đăng nhập lại.</translation>
    </message>
    <message>
        <source>This may only be done while connected; it was done offline.</source>
        <translation>Việc này chỉ được làm khi có kết nối; thao tác này làm lúc mất mạng.</translation>
    </message>
    <message>
        <source>Something that the server needs is missing or too long.</source>
        <translation>Thiếu nội dung máy chủ cần, hoặc nội dung quá dài.</translation>
    </message>
    <message>
        <source>The server does not know this kind of action.</source>
        <translation>Máy chủ không biết loại thao tác này.</translation>
    </message>
    <message>
        <source>The server cannot read this action. Say it again in other words; tell your IT staff.</source>
        <translation>Máy chủ không đọc được thao tác này. Hãy thực hiện lại với nội dung khác; báo bộ phận CNTT.</translation>
    </message>
    <message>
        <source>It is not with this agency any more.</source>
        <translation>Sự cố không còn ở cơ quan này.</translation>
    </message>
    <message>
        <source>The agency is further than that already, or not as far yet.</source>
        <translation>Cơ quan đã qua bước đó, hoặc chưa tới bước đó.</translation>
    </message>
    <message>
        <source>The server has this incident already; look at it before you say more.</source>
        <translation>Máy chủ đã có sự cố này; hãy xem lại trước khi làm tiếp.</translation>
    </message>
    <message>
        <source>The server has no such incident any more.</source>
        <translation>Máy chủ không còn sự cố này.</translation>
    </message>
    <message>
        <source>The action does not match its own seal. Tell your IT staff; say it again if it is still right.</source>
        <translation>Thao tác không khớp với dấu niêm của chính nó. Hãy báo bộ phận CNTT; gửi lại nếu vẫn còn đúng.</translation>
    </message>
    <message>
        <source>The server misses an action before this one. Try again; if it stays so, tell your IT staff.</source>
        <translation>Máy chủ thiếu một thao tác trước thao tác này. Hãy thử lại; nếu vẫn vậy, báo bộ phận CNTT.</translation>
    </message>
    <message>
        <source>Nothing proves to the server that this person did it. Whoever did says it again, signed in themselves.</source>
        <translation>Máy chủ không có gì chứng minh người này đã làm. Người đã làm cần tự đăng nhập và làm lại.</translation>
    </message>
    <message>
        <source>Its signature is not right: it was changed here after it was done. Tell your IT staff; say it again if it is still right.</source>
        <translation>Chữ ký không đúng: thao tác đã bị sửa ở máy này sau khi làm. Hãy báo bộ phận CNTT; gửi lại nếu vẫn còn đúng.</translation>
    </message>
    <message>
        <source>This device did not sign it. Whoever did it says it again, signed in themselves.</source>
        <translation>Thiết bị này chưa ký thao tác đó. Người đã làm cần tự đăng nhập và làm lại.</translation>
    </message>
    <message>
        <source>It was saved with a key of this device that is gone, so that it cannot be sent as it was. Say it again if it is still right.</source>
        <translation>Thao tác được lưu bằng khóa đã mất của thiết bị này nên không gửi nguyên như cũ được. Hãy gửi lại nếu vẫn còn đúng.</translation>
    </message>
    <message>
        <source>The time of the action cannot be read. Check this machine&apos;s clock.</source>
        <translation>Không đọc được thời điểm của thao tác. Hãy kiểm tra đồng hồ của máy này.</translation>
    </message>
    <message>
        <source>Its number was used by another action. Try again: it gets a new one.</source>
        <translation>Số thứ tự đã dùng cho thao tác khác. Hãy thử lại: sẽ có số mới.</translation>
    </message>
    <message>
        <source>The server waits for an action before this one.</source>
        <translation>Máy chủ đang chờ một thao tác trước thao tác này.</translation>
    </message>
    <message>
        <source>This machine&apos;s sign-in belongs to another one. Sign in again.</source>
        <translation>Phiên đăng nhập của máy này thuộc về máy khác. Hãy đăng nhập lại.</translation>
    </message>
    <message>
        <source>Sent; no answer yet. It is asked again with the same key, so it cannot count twice.</source>
        <translation>Đã gửi; chưa có trả lời. Máy sẽ hỏi lại với cùng một khóa nên không thể tính hai lần.</translation>
    </message>
    <message>
        <source>The server has it. It settles as soon as the incident comes back with it.</source>
        <translation>Máy chủ đã ghi nhận. Sẽ hoàn tất ngay khi sự cố trở về kèm thao tác này.</translation>
    </message>
    <message>
        <source>It is in the server&apos;s log, once.</source>
        <translation>Máy chủ đã ghi nhận, đúng một lần.</translation>
    </message>
    <message>
        <source>Withdrawn before it was sent; nobody else saw it.</source>
        <translation>Đã rút lại trước khi gửi; không ai khác thấy.</translation>
    </message>
    <message>
        <source>Somebody else changed the incident meanwhile.</source>
        <translation>Trong lúc đó người khác đã thay đổi sự cố.</translation>
    </message>
    <message>
        <source>Waits until you have decided the conflict on this incident.</source>
        <translation>Chờ bạn quyết định xung đột ở sự cố này.</translation>
    </message>
    <message>
        <source>It is sent within seconds.</source>
        <translation>Sẽ gửi trong vài giây.</translation>
    </message>
    <message>
        <source>It sends itself when the connection is back.</source>
        <translation>Sẽ tự gửi khi có kết nối trở lại.</translation>
    </message>
    <message>
        <source>It is sent once somebody has signed in here.</source>
        <translation>Sẽ gửi khi có người đăng nhập ở máy này.</translation>
    </message>
    <message>
        <source>Saved before actions were signed: it is sent once {name} has signed in here with the password.</source>
        <translation>Được lưu từ trước khi thao tác có chữ ký: sẽ gửi khi {name} đăng nhập ở máy này bằng mật khẩu.</translation>
    </message>
    <message>
        <source>The server did not take it and says: “{detail}”</source>
        <translation>Máy chủ không nhận và cho biết: “{detail}”</translation>
    </message>
    <message>
        <source>The server did not take it and gave no reason.</source>
        <translation>Máy chủ không nhận và không cho biết lý do.</translation>
    </message>
    <message>
        <source>This order is {age} old, and orders to people are not sent after {limit}. Say it again now, or drop it?</source>
        <translation>Lệnh này đã {age}; lệnh giao người quá {limit} thì không tự gửi nữa. Nhắc lại ngay, hay bỏ?</translation>
    </message>
    <message>
        <source>Another action was sent in its place.</source>
        <translation>Đã gửi thao tác khác thay cho thao tác này.</translation>
    </message>
    <message>
        <source>Tried {count} times without an answer; again in {age}.</source>
        <translation>Đã thử {count} lần chưa có trả lời; thử lại sau {age}.</translation>
    </message>
</context>
<context>
    <name>ptz</name>
    <message>
        <source>you lead it</source>
        <translation>bạn điều khiển</translation>
    </message>
    <message>
        <source>You lead this camera · arrows, + and −, Shift is fast · Esc gives it back</source>
        <translation>Bạn đang điều khiển · mũi tên, + và −, Shift để nhanh · Esc để trả lại</translation>
    </message>
    <message>
        <source>{name} turns it now</source>
        <translation>{name} đang điều khiển</translation>
    </message>
</context>
<context>
    <name>queue</name>
    <message>
        <source>“{key}” is no filter. It was left out.</source>
        <translation>“{key}” không phải là bộ lọc; đã bỏ qua.</translation>
    </message>
    <message>
        <source>“{key}” is no filter; did you mean “{near}”? It was left out.</source>
        <translation>“{key}” không phải là bộ lọc; có phải “{near}”? Đã bỏ qua.</translation>
    </message>
    <message>
        <source>“{value}” is no value of “{key}”. It was left out.</source>
        <translation>“{value}” không phải là giá trị của “{key}”; đã bỏ qua.</translation>
    </message>
    <message>
        <source>“{value}” is no value of “{key}”; did you mean “{near}”? It was left out.</source>
        <translation>“{value}” không phải là giá trị của “{key}”; có phải “{near}”? Đã bỏ qua.</translation>
    </message>
    <message>
        <source>“{key}:” needs a value.</source>
        <translation>“{key}:” cần một giá trị.</translation>
    </message>
    <message>
        <source>“{key}:” needs a value, such as “{near}”.</source>
        <translation>“{key}:” cần một giá trị, chẳng hạn “{near}”.</translation>
    </message>
    <message>
        <source>“{key}” needs a time, such as “due&lt;2h”.</source>
        <translation>“{key}” cần một khoảng thời gian, chẳng hạn “hạn&lt;2g”.</translation>
    </message>
    <message>
        <source>“{key}” needs a number and m, h or d, such as “{near}”.</source>
        <translation>“{key}” cần một số kèm p, g hoặc n (phút, giờ, ngày), chẳng hạn “{near}”.</translation>
    </message>
    <message>
        <source>{above} critical above · {n} new</source>
        <translation>{above} khẩn cấp · {n} mới</translation>
    </message>
    <message>
        <source>{n} new — show</source>
        <translation>{n} mới — hiện</translation>
    </message>
    <message>
        <source>{n} critical above</source>
        <translation>{n} khẩn cấp ở phía trên</translation>
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
        <source>Views</source>
        <translation>Bộ lọc đã lưu</translation>
    </message>
    <message>
        <source>Type the name of a view</source>
        <translation>Gõ tên bộ lọc</translation>
    </message>
    <message>
        <source>Ward: {name}</source>
        <translation>Phường: {name}</translation>
    </message>
    <message>
        <source>Agency: {name}</source>
        <translation>Đơn vị: {name}</translation>
    </message>
    <message>
        <source>Join {code} into…</source>
        <translation>Gộp {code} vào…</translation>
    </message>
    <message>
        <source>Type a code, a title or a place</source>
        <translation>Gõ mã, tiêu đề hoặc địa điểm</translation>
    </message>
    <message>
        <source>with “{word}”</source>
        <translation>có chữ “{word}”</translation>
    </message>
    <message>
        <source>without “{word}”</source>
        <translation>không có chữ “{word}”</translation>
    </message>
    <message>
        <source>not {what}</source>
        <translation>không {what}</translation>
    </message>
    <message>
        <source> or </source>
        <translation> hoặc </translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>quá hạn</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>của tôi</translation>
    </message>
    <message>
        <source>assigned to nobody</source>
        <translation>chưa phân công</translation>
    </message>
    <message>
        <source>joined under another</source>
        <translation>đã gộp</translation>
    </message>
    <message>
        <source>put aside</source>
        <translation>đang tạm hoãn</translation>
    </message>
    <message>
        <source>severity {values}</source>
        <translation>mức {values}</translation>
    </message>
    <message>
        <source>state {values}</source>
        <translation>trạng thái {values}</translation>
    </message>
    <message>
        <source>from {values}</source>
        <translation>nguồn {values}</translation>
    </message>
    <message>
        <source>ward {values}</source>
        <translation>{values}</translation>
    </message>
    <message>
        <source>agency {values}</source>
        <translation>đơn vị {values}</translation>
    </message>
    <message>
        <source>kind {values}</source>
        <translation>loại {values}</translation>
    </message>
    <message>
        <source>assigned to {values}</source>
        <translation>người xử lý {values}</translation>
    </message>
    <message>
        <source>due within {age}</source>
        <translation>hạn trong {age}</translation>
    </message>
    <message>
        <source>due in more than {age}</source>
        <translation>hạn sau hơn {age}</translation>
    </message>
    <message>
        <source>open for less than {age}</source>
        <translation>mở chưa đến {age}</translation>
    </message>
    <message>
        <source>open for more than {age}</source>
        <translation>mở hơn {age}</translation>
    </message>
    <message>
        <source>What can be done with {code}</source>
        <translation>Việc có thể làm với {code}</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Sao chép mã</translation>
    </message>
</context>
<context>
    <name>rail</name>
    <message>
        <source>{n} critical, not acknowledged</source>
        <translation>{n} sự cố khẩn cấp chưa tiếp nhận</translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation>{n} thông báo mới</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Bàn trực</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Bản đồ</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>Chỉ số</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>Phương án</translation>
    </message>
    <message>
        <source>Shift log</source>
        <translation>Sổ trực</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Số liệu</translation>
    </message>
    <message>
        <source>Video wall</source>
        <translation>Màn hình ghép</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Thông báo</translation>
    </message>
    <message>
        <source>Help: all keys</source>
        <translation>Trợ giúp: các phím tắt</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Trợ giúp</translation>
    </message>
    <message>
        <source>My sign-in and this desk</source>
        <translation>Tài khoản và bàn trực này</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Tài khoản</translation>
    </message>
</context>
<context>
    <name>screen</name>
    <message>
        <source>The screen “{name}” does not answer: log in to a desktop, or set DISPLAY to a screen that runs.</source>
        <translation>Màn hình “{name}” không trả lời: hãy đăng nhập vào màn hình nền, hoặc đặt DISPLAY tới màn hình đang chạy.</translation>
    </message>
    <message>
        <source>The screen “{name}” does not let you in: start the console as the user who is logged in there, or set XAUTHORITY to that user&apos;s file.</source>
        <translation>Màn hình “{name}” không cho bạn mở cửa sổ: hãy chạy bằng tài khoản đang đăng nhập ở đó, hoặc đặt XAUTHORITY tới tệp của tài khoản ấy.</translation>
    </message>
    <message>
        <source>Qt cannot use the screen “{name}”: a system library is missing. Run “packaging/setup run”.</source>
        <translation>Qt không dùng được màn hình “{name}”: thiếu thư viện hệ thống. Hãy chạy “packaging/setup run”.</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>The disk can be written again; actions are saved.</source>
        <translation>Đĩa đã ghi lại được; thao tác được lưu bình thường.</translation>
    </message>
    <message>
        <source>Saved, but the second copy could not be written. The console tries again by itself.</source>
        <translation>Đã lưu, nhưng chưa ghi được bản sao thứ hai. Bàn điều hành sẽ tự thử lại.</translation>
    </message>
    <message>
        <source>The unsent actions here were saved by a newer console (format {found}, this one knows {known}). Start that version; nothing was changed.</source>
        <translation>Các thao tác chưa gửi ở đây do phiên bản mới hơn lưu (định dạng {found}, bản này chỉ hiểu {known}). Hãy chạy phiên bản đó; chưa có gì bị thay đổi.</translation>
    </message>
    <message>
        <source>The local copy is a newer console&apos;s and is being fetched anew from the server.</source>
        <translation>Bản lưu cục bộ là của phiên bản mới hơn và đang được tải lại từ máy chủ.</translation>
    </message>
    <message>
        <source>Not connected since the start.</source>
        <translation>Chưa kết nối được từ lúc khởi động.</translation>
    </message>
    <message>
        <source>Some cameras have no live picture.</source>
        <translation>Một số camera mất hình.</translation>
    </message>
    <message>
        <source>The server does not answer. Work goes on; everything is kept here.</source>
        <translation>Máy chủ không trả lời. Cứ làm việc tiếp; mọi thứ được giữ tại máy.</translation>
    </message>
    <message>
        <source>The server did not answer in time. The console tries again by itself.</source>
        <translation>Máy chủ không trả lời kịp. Máy trực sẽ tự thử lại.</translation>
    </message>
    <message>
        <source>The address answers, but not as the centre&apos;s server: perhaps a network sign-in page.</source>
        <translation>Địa chỉ này có trả lời nhưng không phải máy chủ của trung tâm: có thể là trang đăng nhập mạng.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid. Nothing was sent. Ask your IT staff.</source>
        <translation>Chứng thư của máy chủ không hợp lệ. Chưa gửi gì đi. Hãy báo bộ phận CNTT.</translation>
    </message>
    <message>
        <source>The address is not encrypted, so nothing was sent. It has to begin with https://.</source>
        <translation>Địa chỉ không mã hóa nên chưa gửi gì. Địa chỉ phải bắt đầu bằng https://.</translation>
    </message>
    <message>
        <source>The server&apos;s answer is too large and was not taken in.</source>
        <translation>Trả lời của máy chủ quá lớn nên không được nhận.</translation>
    </message>
    <message>
        <source>The server met a fault of its own. The console tries again.</source>
        <translation>Máy chủ gặp lỗi của chính nó. Máy trực sẽ thử lại.</translation>
    </message>
    <message>
        <source>The server asks us to be slower. Sending goes on at its pace.</source>
        <translation>Máy chủ yêu cầu gửi chậm lại. Việc gửi tiếp tục theo nhịp đó.</translation>
    </message>
    <message>
        <source>The server points to another address. The console does not follow.</source>
        <translation>Máy chủ chuyển sang địa chỉ khác. Máy trực không đi theo.</translation>
    </message>
    <message>
        <source>The server&apos;s answer cannot be understood. Nothing was changed.</source>
        <translation>Không hiểu được trả lời của máy chủ. Không có gì bị thay đổi.</translation>
    </message>
    <message>
        <source>What the server sends cannot be taken in: nothing new is shown. The console tries again.</source>
        <translation>Không tiếp nhận được dữ liệu máy chủ gửi: không có gì mới được hiển thị. Chương trình đang thử lại.</translation>
    </message>
    <message>
        <source>What the server sends cannot be taken in: nothing new is shown.</source>
        <translation>Không tiếp nhận được dữ liệu máy chủ gửi: không có gì mới được hiển thị.</translation>
    </message>
    <message>
        <source>What you do is saved and still sent. Tell whoever runs the server.</source>
        <translation>Thao tác của bạn vẫn được lưu và gửi đi. Hãy báo người vận hành máy chủ.</translation>
    </message>
    <message>
        <source>{count} records cannot be read fully. {what}</source>
        <translation>{count} bản ghi không đọc được hết. {what}</translation>
    </message>
    <message>
        <source>Every record could be read.</source>
        <translation>Mọi bản ghi đều đọc được.</translation>
    </message>
    <message>
        <source>This copy is too old to be continued; it is being rebuilt.</source>
        <translation>Bản lưu tại máy đã quá cũ; đang dựng lại.</translation>
    </message>
    <message>
        <source>The server was restored; this copy is being rebuilt.</source>
        <translation>Máy chủ vừa được khôi phục; đang dựng lại bản lưu tại máy.</translation>
    </message>
    <message>
        <source>The server is newer than this console. Ask for the update.</source>
        <translation>Máy chủ mới hơn máy trực này. Hãy yêu cầu bản cập nhật.</translation>
    </message>
    <message>
        <source>The server sent nothing at all; the copy here is kept.</source>
        <translation>Máy chủ không gửi gì cả; giữ nguyên bản lưu tại máy.</translation>
    </message>
    <message>
        <source>User name or password is not right.</source>
        <translation>Tên người dùng hoặc mật khẩu không đúng.</translation>
    </message>
    <message>
        <source>Your sign-in has run out. Sign in again; saved actions are kept.</source>
        <translation>Phiên đăng nhập đã hết hạn. Hãy đăng nhập lại; thao tác đã lưu vẫn còn.</translation>
    </message>
    <message>
        <source>Your role may not do this.</source>
        <translation>Vai trò của bạn không được làm việc này.</translation>
    </message>
    <message>
        <source>This needs the server, and there is no connection now.</source>
        <translation>Việc này cần máy chủ, mà hiện đang mất kết nối.</translation>
    </message>
    <message>
        <source>Nobody is signed in.</source>
        <translation>Chưa có ai đăng nhập.</translation>
    </message>
    <message>
        <source>The tile “{type}” cannot be shown as the layout has it.</source>
        <translation>Ô “{type}” không hiển thị được theo bố cục này.</translation>
    </message>
    <message>
        <source>The wished layout “{layout}” is not here; what was, stays</source>
        <translation>Chưa có bố cục “{layout}” được yêu cầu; giữ nguyên hình đang có</translation>
    </message>
    <message>
        <source>The wish cannot be shown; what was, stays: {field}: {hint}</source>
        <translation>Không hiển thị được nội dung được yêu cầu; giữ nguyên hình đang có: {field}: {hint}</translation>
    </message>
    <message>
        <source>The wall “{wall}” is not known here yet; what was, stays</source>
        <translation>Máy này chưa nhận được màn hình ghép “{wall}”; giữ nguyên hình đang có</translation>
    </message>
    <message>
        <source>The wall “{wall}” has no screens on the node “{node}”</source>
        <translation>Màn hình ghép “{wall}” không có màn hình nào trên máy “{node}”</translation>
    </message>
    <message>
        <source>Its monitor is not plugged in</source>
        <translation>Màn hình chưa được cắm</translation>
    </message>
    <message>
        <source>What is critical is never put aside.</source>
        <translation>Sự cố khẩn cấp không được tạm hoãn.</translation>
    </message>
    <message>
        <source>It is not put aside.</source>
        <translation>Sự cố này không bị tạm hoãn.</translation>
    </message>
    <message>
        <source>Nothing is put aside for more than eight hours.</source>
        <translation>Không tạm hoãn quá tám giờ.</translation>
    </message>
    <message>
        <source>There is no flood of alarms now.</source>
        <translation>Hiện không có đợt cảnh báo dồn dập.</translation>
    </message>
    <message>
        <source>Give both ends of the period, such as 01/11/2026 07:00, the earlier one first.</source>
        <translation>Hãy ghi cả hai mốc thời gian, ví dụ 01/11/2026 07:00, mốc sớm hơn trước.</translation>
    </message>
    <message>
        <source>A file is being written.</source>
        <translation>Đang ghi một tệp.</translation>
    </message>
    <message>
        <source>Stopped. No file was written.</source>
        <translation>Đã dừng. Không có tệp nào được ghi.</translation>
    </message>
    <message>
        <source>The file was not written: {what}</source>
        <translation>Không ghi được tệp: {what}</translation>
    </message>
    <message>
        <source>Give a whole path that ends in one of {endings}.</source>
        <translation>Hãy ghi đường dẫn đầy đủ, kết thúc bằng một trong {endings}.</translation>
    </message>
    <message>
        <source>The desk is locked.</source>
        <translation>Bàn trực đang khóa.</translation>
    </message>
    <message>
        <source>The desk is not locked.</source>
        <translation>Bàn trực không khóa.</translation>
    </message>
    <message>
        <source>The server does not know this device yet. Ask an administrator for a code that lets it in, and tell them its name: {device}.</source>
        <translation>Máy chủ chưa biết thiết bị này. Hãy xin người quản trị một mã cho phép thiết bị, và đọc cho họ tên thiết bị: {device}.</translation>
    </message>
    <message>
        <source>This code does not let the device in: it is mistyped, used, or more than a day old. Type it again, or ask an administrator for a new one.</source>
        <translation>Mã này không cho thiết bị vào được: gõ sai, đã dùng, hoặc đã quá một ngày. Hãy gõ lại, hoặc xin người quản trị mã mới.</translation>
    </message>
    <message>
        <source>The server knows another device by this name. Nobody can sign in here until an administrator has looked into it; tell them: {device}.</source>
        <translation>Máy chủ biết một thiết bị khác mang tên này. Chưa ai đăng nhập ở đây được cho đến khi người quản trị xem xét; hãy báo họ: {device}.</translation>
    </message>
    <message>
        <source>An administrator has shut this device out. What was saved here is kept. Ask them about: {device}.</source>
        <translation>Người quản trị đã chặn thiết bị này. Những gì đã lưu ở đây vẫn được giữ. Hãy hỏi họ về: {device}.</translation>
    </message>
    <message>
        <source>The server does not take this sign-in as this device&apos;s. Sign in again; saved actions are kept.</source>
        <translation>Máy chủ không nhận phiên đăng nhập này là của thiết bị này. Hãy đăng nhập lại; các thao tác đã lưu vẫn được giữ.</translation>
    </message>
    <message>
        <source>This device&apos;s key is gone, so that it is a new device to the server. Actions that can no longer be sent as they were: {count}. They are kept in the list of our actions (O): say them again, or put them away.</source>
        <translation>Khóa của thiết bị này đã mất nên với máy chủ đây là thiết bị mới. Số thao tác không gửi nguyên như cũ được: {count}. Chúng vẫn nằm trong danh sách thao tác của tôi (O): hãy gửi lại, hoặc cất đi.</translation>
    </message>
    <message>
        <source>Waiting to be let in: type {code} at {address}.</source>
        <translation>Đang chờ được cho vào: nhập {code} tại {address}.</translation>
    </message>
    <message>
        <source>Somebody refused to let this wall in. It shows a new code in a minute.</source>
        <translation>Có người từ chối cho màn hình ghép này vào. Một phút nữa sẽ hiện mã mới.</translation>
    </message>
    <message>
        <source>Nobody typed the code in time. It shows a new one.</source>
        <translation>Không ai nhập mã kịp. Mã mới sẽ hiện ra.</translation>
    </message>
    <message>
        <source>Whoever typed the code may not bring up walls: their account has no such role at the city&apos;s identity provider.</source>
        <translation>Người nhập mã không được phép đưa màn hình ghép lên: tài khoản của họ không có vai trò này ở hệ thống định danh của thành phố.</translation>
    </message>
    <message>
        <source>This machine has no safe place for its key, so nobody can sign in. Ask your IT staff.</source>
        <translation>Máy này không có nơi an toàn để giữ khóa của mình nên chưa ai đăng nhập được. Hãy báo bộ phận CNTT.</translation>
    </message>
    <message>
        <source>No identity provider of this city lets walls in by a code. Ask your IT staff for a token of this wall.</source>
        <translation>Thành phố không có hệ thống định danh nào cho màn hình ghép vào bằng mã. Hãy nhờ bộ phận CNTT cấp mã truy cập cho màn hình này.</translation>
    </message>
    <message>
        <source>The server knows no wall or PC of this name. Ask your IT staff.</source>
        <translation>Máy chủ không biết màn hình ghép hoặc máy nào tên như vậy. Hãy báo bộ phận CNTT.</translation>
    </message>
    <message>
        <source>You took this desk over by PIN. For this, sign in yourself with your password.</source>
        <translation>Bạn nhận bàn này bằng mã PIN. Việc này cần chính bạn đăng nhập bằng mật khẩu.</translation>
    </message>
    <message>
        <source>The connection is back. You took this desk over by PIN: lock it (Ctrl+Alt+L) and unlock it with your password to sign in yourself.</source>
        <translation>Đã có kết nối trở lại. Bạn nhận bàn này bằng mã PIN: hãy khóa bàn (Ctrl+Alt+L) rồi mở bằng mật khẩu để tự đăng nhập.</translation>
    </message>
    <message>
        <source>There is no safe place for a PIN here. Use the password.</source>
        <translation>Máy này không có nơi lưu mã PIN an toàn. Hãy dùng mật khẩu.</translation>
    </message>
    <message>
        <source>Your PIN is kept on this desk.</source>
        <translation>Đã lưu mã PIN của bạn tại bàn trực này.</translation>
    </message>
    <message>
        <source>This person has set no PIN at this desk. Use the password.</source>
        <translation>Người này chưa đặt mã PIN tại bàn trực này. Hãy dùng mật khẩu.</translation>
    </message>
    <message>
        <source>Wrong PIN. Tries left: {left}.</source>
        <translation>Sai mã PIN. Số lần còn lại: {left}.</translation>
    </message>
    <message>
        <source>Too many wrong tries. Use the password.</source>
        <translation>Nhập sai quá nhiều lần. Hãy dùng mật khẩu.</translation>
    </message>
    <message>
        <source>More than 24 hours since the last sign-in. Use the password.</source>
        <translation>Đã quá 24 giờ từ lần đăng nhập trước. Hãy dùng mật khẩu.</translation>
    </message>
    <message>
        <source>This PIN proves nothing to the server: it was set with an earlier version, or before this device had its key. Sign in with the password and set it anew.</source>
        <translation>Mã PIN này không chứng minh được gì với máy chủ: nó được đặt từ phiên bản trước, hoặc trước khi thiết bị này có khóa. Hãy đăng nhập bằng mật khẩu rồi đặt lại.</translation>
    </message>
    <message>
        <source>Your PIN was set with an earlier version, or before this device had its key. Set it anew before the next outage, or you cannot take over a desk with it.</source>
        <translation>Mã PIN của bạn được đặt từ phiên bản trước, hoặc trước khi thiết bị này có khóa. Hãy đặt lại trước lần mất kết nối tới, nếu không bạn không nhận bàn bằng mã PIN được.</translation>
    </message>
    <message>
        <source>The server answers: another person signs in with the password.</source>
        <translation>Máy chủ đang có kết nối: người khác phải đăng nhập bằng mật khẩu.</translation>
    </message>
    <message>
        <source>The city does not handle this kind of incident so.</source>
        <translation>Thành phố không xử lý loại việc này theo cách đó.</translation>
    </message>
    <message>
        <source>It is not the turn of this step.</source>
        <translation>Chưa đến, hoặc đã qua bước này.</translation>
    </message>
    <message>
        <source>The clock stands still; let it run first.</source>
        <translation>Đang tạm dừng tính hạn; hãy cho tính hạn tiếp trước.</translation>
    </message>
    <message>
        <source>Only the duty officer may do this.</source>
        <translation>Chỉ lãnh đạo trực được làm việc này.</translation>
    </message>
    <message>
        <source>Answer the reporter first.</source>
        <translation>Hãy trả lời người phản ánh trước.</translation>
    </message>
    <message>
        <source>Only a resolved incident can be closed.</source>
        <translation>Chỉ đóng được việc đã xử lý xong.</translation>
    </message>
    <message>
        <source>The incident is open.</source>
        <translation>Sự cố đang mở.</translation>
    </message>
    <message>
        <source>Choose a camera first: click one, or open an incident that has one.</source>
        <translation>Hãy chọn camera trước: bấm vào một ô, hoặc mở sự cố có camera.</translation>
    </message>
    <message>
        <source>This camera cannot be turned from here.</source>
        <translation>Camera này không điều khiển quay được từ đây.</translation>
    </message>
    <message>
        <source>{holder} is turning this camera now. Ask them, or wait 30 s.</source>
        <translation>{holder} đang điều khiển camera này. Hãy trao đổi với người đó hoặc chờ 30 giây.</translation>
    </message>
    <message>
        <source>You no longer lead this camera. Press P to take it again.</source>
        <translation>Bạn không còn điều khiển camera này. Bấm P để điều khiển lại.</translation>
    </message>
    <message>
        <source>This camera has no preset {number}.</source>
        <translation>Camera này không có vị trí đặt sẵn số {number}.</translation>
    </message>
    <message>
        <source>The camera does not answer to the server.</source>
        <translation>Camera không trả lời máy chủ.</translation>
    </message>
    <message>
        <source>The camera refuses the server&apos;s sign-in. Ask your IT staff.</source>
        <translation>Camera từ chối đăng nhập của máy chủ. Hãy báo bộ phận CNTT.</translation>
    </message>
    <message>
        <source>The camera refused the order.</source>
        <translation>Camera từ chối lệnh.</translation>
    </message>
    <message>
        <source>The server cannot tell which of the recorder&apos;s channels is this camera, so nothing is turned. Ask your IT staff.</source>
        <translation>Máy chủ không biết chắc camera này là kênh nào của đầu ghi nên không quay camera nào. Hãy báo bộ phận CNTT.</translation>
    </message>
    <message>
        <source>The camera has not confirmed the stop and may still be turning. The server tells it again until it answers.</source>
        <translation>Camera chưa xác nhận lệnh dừng và có thể vẫn đang quay. Máy chủ gửi lại lệnh dừng cho đến khi camera trả lời.</translation>
    </message>
    <message>
        <source>There is no picture of this camera yet, so nothing was saved.</source>
        <translation>Camera này chưa có hình nên chưa lưu gì.</translation>
    </message>
    <message>
        <source>Nothing of this camera&apos;s last minute is kept yet.</source>
        <translation>Chưa có đoạn hình nào của camera này được giữ lại.</translation>
    </message>
    <message>
        <source>This camera&apos;s stream cannot be written as a clip.</source>
        <translation>Luồng của camera này không ghi được thành đoạn phim.</translation>
    </message>
    <message>
        <source>Other pictures are still being saved. Please try again in a moment.</source>
        <translation>Đang lưu các hình ảnh khác. Vui lòng thử lại sau giây lát.</translation>
    </message>
    <message>
        <source>This computer has too little memory for it. Nothing was saved.</source>
        <translation>Máy tính này không đủ bộ nhớ để thực hiện. Chưa có gì được lưu.</translation>
    </message>
    <message>
        <source>The disk is full. The picture was NOT saved.</source>
        <translation>Đĩa đầy. CHƯA lưu được hình.</translation>
    </message>
    <message>
        <source>The decoder is restarting. Please try again in a moment.</source>
        <translation>Bộ giải mã đang khởi động lại. Hãy thử lại sau giây lát.</translation>
    </message>
    <message>
        <source>Say the reason in a few words: it is put on record.</source>
        <translation>Hãy ghi lý do bằng vài từ: lý do được lưu vào nhật ký.</translation>
    </message>
    <message>
        <source>You were told who reported of very many incidents within an hour. Nothing more is shown for a while; ask the duty officer.</source>
        <translation>Bạn đã xem người báo tin của rất nhiều sự cố trong một giờ. Tạm thời không xem thêm được; hãy báo lãnh đạo trực.</translation>
    </message>
    <message>
        <source>Nobody is known to have reported this incident.</source>
        <translation>Sự cố này không có thông tin người báo tin.</translation>
    </message>
    <message>
        <source>The city has no checklist for this kind of incident.</source>
        <translation>Thành phố chưa có quy trình cho loại sự cố này.</translation>
    </message>
    <message>
        <source>No response plan is in force.</source>
        <translation>Không có phương án ứng phó nào đang kích hoạt.</translation>
    </message>
    <message>
        <source>This plan was stood down already.</source>
        <translation>Phương án này đã kết thúc.</translation>
    </message>
    <message>
        <source>This plan is not in the local copy.</source>
        <translation>Máy này chưa có phương án đó.</translation>
    </message>
    <message>
        <source>Choose one of the levels that there are.</source>
        <translation>Hãy chọn một trong các cấp hiện có.</translation>
    </message>
    <message>
        <source>The agencies were not asked anything yet.</source>
        <translation>Chưa hỏi các đơn vị điều gì.</translation>
    </message>
    <message>
        <source>Say which agency, and whether it is ready.</source>
        <translation>Hãy ghi đơn vị nào, sẵn sàng hay chưa.</translation>
    </message>
    <message>
        <source>Situations are made up in drills only.</source>
        <translation>Chỉ đưa tình huống giả định khi diễn tập.</translation>
    </message>
    <message>
        <source>Every step of the checklist is done.</source>
        <translation>Mọi bước của quy trình đã xong.</translation>
    </message>
    <message>
        <source>The checklist has no such step now.</source>
        <translation>Quy trình hiện không có bước này.</translation>
    </message>
    <message>
        <source>{name} has already done this step.</source>
        <translation>{name} đã làm bước này rồi.</translation>
    </message>
    <message>
        <source>This step asks for an answer.</source>
        <translation>Bước này cần một câu trả lời.</translation>
    </message>
    <message>
        <source>This step asks for a note.</source>
        <translation>Bước này cần ghi chú.</translation>
    </message>
    <message>
        <source>This step asks for a picture, or for words in its place.</source>
        <translation>Bước này cần ảnh, hoặc mô tả thay ảnh.</translation>
    </message>
    <message>
        <source>Type a filter into the line first: /</source>
        <translation>Hãy gõ bộ lọc vào ô tìm trước: /</translation>
    </message>
    <message>
        <source>No view was deleted.</source>
        <translation>Chưa xóa bộ lọc nào.</translation>
    </message>
    <message>
        <source>There is no own view under this key yet. Alt+S saves the line as one.</source>
        <translation>Phím này chưa có bộ lọc nào. Alt+S lưu bộ lọc đang gõ.</translation>
    </message>
    <message>
        <source>Only your own views can be deleted. Choose one first.</source>
        <translation>Chỉ xóa được bộ lọc của chính mình. Hãy chọn một bộ lọc trước.</translation>
    </message>
    <message>
        <source>At most {most} own views are kept. Delete one first.</source>
        <translation>Chỉ giữ nhiều nhất {most} bộ lọc riêng. Hãy xóa bớt.</translation>
    </message>
    <message>
        <source>The view is saved.</source>
        <translation>Đã lưu bộ lọc.</translation>
    </message>
    <message>
        <source>The view is deleted. Alt+Z brings it back.</source>
        <translation>Đã xóa bộ lọc. Alt+Z để lấy lại.</translation>
    </message>
    <message>
        <source>The view is back.</source>
        <translation>Đã lấy lại bộ lọc.</translation>
    </message>
    <message>
        <source>The disk would not keep the view; it lasts until the end of this session.</source>
        <translation>Không ghi được bộ lọc xuống đĩa; nó chỉ còn đến hết phiên này.</translation>
    </message>
    <message>
        <source>The disk would not keep how this desk is arranged; it lasts until the end of this session.</source>
        <translation>Ổ đĩa không lưu được cách bày bàn trực; cách bày này chỉ còn đến hết phiên làm việc.</translation>
    </message>
    <message>
        <source>An incident cannot be joined with itself.</source>
        <translation>Không thể gộp sự cố vào chính nó.</translation>
    </message>
    <message>
        <source>Nobody said where this incident is, so there is no map of it.</source>
        <translation>Chưa rõ sự cố này xảy ra ở đâu nên không có bản đồ.</translation>
    </message>
    <message>
        <source>The city&apos;s map has no place of that name.</source>
        <translation>Bản đồ thành phố không có nơi nào tên như vậy.</translation>
    </message>
    <message>
        <source>Only the demo&apos;s city can be cut off: this one is real.</source>
        <translation>Chỉ ngắt được mạng của thành phố giả lập: thành phố này là thật.</translation>
    </message>
    <message>
        <source>A critical alarm waits: acknowledge it first.</source>
        <translation>Có sự cố khẩn cấp chưa tiếp nhận: tiếp nhận trước đã.</translation>
    </message>
    <message>
        <source>The tour left for an alarm; it is in Help (F1).</source>
        <translation>Phần giới thiệu nhường chỗ cho sự cố khẩn cấp; xem lại ở Trợ giúp (F1).</translation>
    </message>
    <message>
        <source>A short tour of the desk is in Help (F1).</source>
        <translation>Có phần giới thiệu ngắn về bàn trực ở Trợ giúp (F1).</translation>
    </message>
    <message>
        <source>The demo&apos;s network is cut: server and cameras are gone.</source>
        <translation>Đã ngắt mạng của thành phố giả lập: không còn máy chủ và camera.</translation>
    </message>
    <message>
        <source>The demo&apos;s network is there again: cameras come back first.</source>
        <translation>Đã nối lại mạng của thành phố giả lập: camera sẽ trở lại trước.</translation>
    </message>
    <message>
        <source>There is no page in that direction</source>
        <translation>Không còn trang nào ở hướng đó</translation>
    </message>
    <message>
        <source>The incident is not joined with another.</source>
        <translation>Sự cố này chưa được gộp vào vụ nào.</translation>
    </message>
    <message>
        <source>What left this desk stays told: it cannot be withdrawn.</source>
        <translation>Tệp đã đưa ra khỏi bàn này luôn được ghi lại: không rút được.</translation>
    </message>
    <message>
        <source>No shift is known here yet.</source>
        <translation>Ở đây chưa biết ca trực nào.</translation>
    </message>
    <message>
        <source>There is no such typed line in the log.</source>
        <translation>Không có dòng ghi tay này trong sổ trực.</translation>
    </message>
    <message>
        <source>There is no such handover for you.</source>
        <translation>Không có lần giao ca này cho bạn.</translation>
    </message>
    <message>
        <source>Your open items have changed meanwhile. Look once more, then sign.</source>
        <translation>Việc đang mở của bạn vừa thay đổi. Hãy xem lại rồi ký.</translation>
    </message>
    <message>
        <source>Everything in this handover is decided already.</source>
        <translation>Mọi việc trong lần giao ca này đã quyết xong.</translation>
    </message>
    <message>
        <source>Nothing waits for a decision.</source>
        <translation>Không có gì chờ quyết định.</translation>
    </message>
    <message>
        <source>There was no outage since the start.</source>
        <translation>Từ lúc khởi động chưa lần nào mất kết nối.</translation>
    </message>
    <message>
        <source>Choose a preset in the list first (2, ↑ ↓).</source>
        <translation>Hãy chọn một bộ cảnh trong danh sách trước (2, ↑ ↓).</translation>
    </message>
    <message>
        <source>The preset “{name}” stays: the response plan “{plan}” shows it.</source>
        <translation>Bộ cảnh “{name}” được giữ lại: phương án ứng phó “{plan}” dùng bộ cảnh này.</translation>
    </message>
    <message>
        <source>Your control of “{wall}” ends at {time}. Ctrl+W, then E keeps it for longer.</source>
        <translation>Quyền điều khiển “{wall}” của bạn hết lúc {time}. Ctrl+W rồi E để giữ thêm.</translation>
    </message>
    <message>
        <source>Your control of “{wall}” ended at {time}; anybody may lead it now. Ctrl+W, then T takes it.</source>
        <translation>Quyền điều khiển “{wall}” của bạn đã hết lúc {time}; giờ ai cũng có thể điều khiển. Ctrl+W rồi T để nhận lại.</translation>
    </message>
    <message>
        <source>The disk is full: actions are NOT saved.</source>
        <translation>Ổ đĩa đã đầy: thao tác KHÔNG được lưu.</translation>
    </message>
    <message>
        <source>Free some space; write on paper until then. What was saved before is safe.</source>
        <translation>Hãy giải phóng dung lượng; tạm ghi ra giấy. Những gì đã lưu vẫn an toàn.</translation>
    </message>
    <message>
        <source>The disk can only be read: actions are NOT saved.</source>
        <translation>Ổ đĩa chỉ đọc được: thao tác KHÔNG được lưu.</translation>
    </message>
    <message>
        <source>Call your IT staff; write on paper until then. What was saved before is safe.</source>
        <translation>Hãy gọi bộ phận CNTT; tạm ghi ra giấy. Những gì đã lưu vẫn an toàn.</translation>
    </message>
    <message>
        <source>The local copy is being rebuilt from the server.</source>
        <translation>Đang dựng lại bản sao tại máy từ máy chủ.</translation>
    </message>
    <message>
        <source>The queue fills up again by itself. What you do is saved.</source>
        <translation>Hàng đợi sẽ tự đầy lại. Thao tác của bạn vẫn được lưu.</translation>
    </message>
    <message>
        <source>The server is older than this console: nothing new is shown.</source>
        <translation>Máy chủ cũ hơn phần mềm này: không hiển thị được thông tin mới.</translation>
    </message>
    <message>
        <source>What you do is saved and still sent. Ask your IT staff to update the server.</source>
        <translation>Thao tác của bạn vẫn được lưu và gửi đi. Hãy báo bộ phận CNTT nâng cấp máy chủ.</translation>
    </message>
    <message>
        <source>The server is older than this console. Ask your IT staff to update the server.</source>
        <translation>Máy chủ cũ hơn phần mềm này. Hãy báo bộ phận CNTT nâng cấp máy chủ.</translation>
    </message>
    <message>
        <source>A part of the console stood still and was started again. Nothing saved is lost.</source>
        <translation>Một phần của chương trình bị đứng và đã được khởi động lại. Không mất gì đã lưu.</translation>
    </message>
    <message>
        <source>A fault of ours, not yours. It was logged; work goes on.</source>
        <translation>Lỗi của chúng tôi, không phải của bạn. Đã ghi nhật ký; cứ làm việc tiếp.</translation>
    </message>
    <message>
        <source>The server is newer than this console: nothing new is shown.</source>
        <translation>Máy chủ mới hơn bảng điều khiển này: không hiện được gì mới.</translation>
    </message>
    <message>
        <source>What you do is saved and still sent. Ask your IT staff for the update.</source>
        <translation>Thao tác vẫn được lưu và vẫn gửi đi. Hãy nhờ bộ phận CNTT cập nhật.</translation>
    </message>
    <message>
        <source>The server refused an action: {reason}. It is kept under “Our actions” (O).</source>
        <translation>Máy chủ từ chối một thao tác: {reason}. Thao tác vẫn được giữ trong “Thao tác của tôi” (phím O).</translation>
    </message>
    <message>
        <source>The server refused an action. It is kept under “Our actions” (O).</source>
        <translation>Máy chủ từ chối một thao tác. Thao tác vẫn được giữ trong “Thao tác của tôi” (phím O).</translation>
    </message>
    <message>
        <source>Somebody else changed the incident meanwhile. Please decide: Ctrl+D.</source>
        <translation>Trong lúc đó người khác đã thay đổi sự cố. Hãy quyết định: Ctrl+D.</translation>
    </message>
    <message>
        <source>The server does not accept this wall&apos;s token. Ask your IT staff for a new one.</source>
        <translation>Máy chủ không chấp nhận mã truy cập của màn hình ghép này. Hãy đề nghị bộ phận CNTT cấp mã mới.</translation>
    </message>
    <message>
        <source>The token file {file} cannot be read, or holds something else than one token.</source>
        <translation>Không đọc được tệp mã truy cập {file}, hoặc trong tệp không phải đúng một mã.</translation>
    </message>
    <message>
        <source>Wrong token: it is for {bound}, this is {here}. The server takes no reports of this wall.</source>
        <translation>Sai mã truy cập: mã của {bound}, đây là {here}. Máy chủ không nhận báo cáo của màn hình này.</translation>
    </message>
    <message>
        <source>The disk is full. The action was NOT saved. Free some space and try again.</source>
        <translation>Ổ đĩa đã đầy. Thao tác CHƯA được lưu. Hãy giải phóng dung lượng rồi thử lại.</translation>
    </message>
    <message>
        <source>The disk can only be read. The action was NOT saved.</source>
        <translation>Ổ đĩa chỉ đọc được. Thao tác CHƯA được lưu.</translation>
    </message>
    <message>
        <source>SQLite {found} is too old; {needed} or newer is needed.</source>
        <translation>SQLite {found} quá cũ; cần {needed} trở lên.</translation>
    </message>
    <message>
        <source>The local copy was damaged and is being rebuilt.</source>
        <translation>Bản lưu tại máy bị hỏng và đang được dựng lại.</translation>
    </message>
    <message>
        <source>Another console already uses this data folder.</source>
        <translation>Một máy trực khác đang dùng thư mục dữ liệu này.</translation>
    </message>
    <message>
        <source>The disk reported an error. The action was NOT saved.</source>
        <translation>Ổ đĩa báo lỗi. Thao tác CHƯA được lưu.</translation>
    </message>
    <message>
        <source>Another program holds the local data. Saving goes on as soon as it lets go.</source>
        <translation>Chương trình khác đang giữ dữ liệu tại máy. Sẽ lưu tiếp ngay khi được nhả.</translation>
    </message>
    <message>
        <source>Unsent actions were recovered: {saved} of {total}.</source>
        <translation>Đã khôi phục thao tác chưa gửi: {saved} trên {total}.</translation>
    </message>
    <message>
        <source>The local copy was rebuilt from the server.</source>
        <translation>Bản lưu tại máy đã được dựng lại từ máy chủ.</translation>
    </message>
    <message>
        <source>{file}, line {line}: “{field}”: {hint}</source>
        <translation>{file}, dòng {line}: “{field}”: {hint}</translation>
    </message>
    <message>
        <source>The layout {file} is not usable: {field}: {hint}</source>
        <translation>Không dùng được bố cục {file}: {field}: {hint}</translation>
    </message>
    <message>
        <source>There is no wall “{name}” in this city.</source>
        <translation>Thành phố này không có màn hình ghép “{name}”.</translation>
    </message>
    <message>
        <source>The new layout is not usable; the last good one stays: {field}: {hint}</source>
        <translation>Bố cục mới không dùng được; giữ bố cục tốt gần nhất: {field}: {hint}</translation>
    </message>
    <message>
        <source>Unknown tile type “{type}”.</source>
        <translation>Không có loại ô “{type}”.</translation>
    </message>
    <message>
        <source>No server address is set. Start with --backend URL or with --demo.</source>
        <translation>Chưa có địa chỉ máy chủ. Hãy chạy với --backend URL hoặc --demo.</translation>
    </message>
    <message>
        <source>The demo city did not start: {detail} (log: {log})</source>
        <translation>Thành phố mẫu không khởi động được: {detail} (nhật ký: {log})</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>Hãy đăng nhập trước.</translation>
    </message>
    <message>
        <source>Select an incident first.</source>
        <translation>Hãy chọn một sự cố trước.</translation>
    </message>
    <message>
        <source>This incident is not in the local copy.</source>
        <translation>Sự cố này không có trong bản lưu tại máy.</translation>
    </message>
    <message>
        <source>Already acknowledged.</source>
        <translation>Đã tiếp nhận rồi.</translation>
    </message>
    <message>
        <source>The incident is no longer open.</source>
        <translation>Sự cố không còn mở.</translation>
    </message>
    <message>
        <source>The incident is closed.</source>
        <translation>Sự cố đã đóng.</translation>
    </message>
    <message>
        <source>The incident is already resolved.</source>
        <translation>Sự cố đã được xử lý.</translation>
    </message>
    <message>
        <source>The incident is already at the highest level.</source>
        <translation>Sự cố đã ở cấp cao nhất.</translation>
    </message>
    <message>
        <source>No other camera is near this incident.</source>
        <translation>Không có camera nào khác gần sự cố này.</translation>
    </message>
    <message>
        <source>The picture was NOT saved: its folder cannot be written. Ask your IT staff.</source>
        <translation>CHƯA lưu được hình: không ghi được vào thư mục. Hãy báo bộ phận CNTT.</translation>
    </message>
    <message>
        <source>Nothing of yours is still waiting here.</source>
        <translation>Không còn thao tác nào của bạn đang chờ tại máy.</translation>
    </message>
    <message>
        <source>Nothing is near this incident, and nothing is joined.</source>
        <translation>Gần vụ này không có gì, và chưa gộp vụ nào.</translation>
    </message>
    <message>
        <source>This action is not in the list any more.</source>
        <translation>Thao tác này không còn trong danh sách.</translation>
    </message>
    <message>
        <source>Already on its way to the server: it can no longer be withdrawn.</source>
        <translation>Đang trên đường tới máy chủ: không rút lại được nữa.</translation>
    </message>
    <message>
        <source>Please write something first.</source>
        <translation>Hãy viết nội dung trước.</translation>
    </message>
    <message>
        <source>This person is not on duty.</source>
        <translation>Người này không có trong ca trực.</translation>
    </message>
    <message>
        <source>There is no command “{name}”.</source>
        <translation>Không có lệnh “{name}”.</translation>
    </message>
    <message>
        <source>The command “{name}” needs {field}.</source>
        <translation>Lệnh “{name}” cần {field}.</translation>
    </message>
    <message>
        <source>The command “{name}” takes its arguments by name.</source>
        <translation>Lệnh “{name}” nhận tham số theo tên.</translation>
    </message>
    <message>
        <source>The command “{name}” has no argument “{field}”.</source>
        <translation>Lệnh “{name}” không có tham số “{field}”.</translation>
    </message>
    <message>
        <source>The command “{name}” needs the argument “{field}”.</source>
        <translation>Lệnh “{name}” cần tham số “{field}”.</translation>
    </message>
    <message>
        <source>“{field}” of the command “{name}” must be a text.</source>
        <translation>“{field}” của lệnh “{name}” phải là văn bản.</translation>
    </message>
    <message>
        <source>“{field}” of the command “{name}” must be a whole number.</source>
        <translation>“{field}” của lệnh “{name}” phải là số nguyên.</translation>
    </message>
    <message>
        <source>“{field}” of the command “{name}” must be a number.</source>
        <translation>“{field}” của lệnh “{name}” phải là số.</translation>
    </message>
    <message>
        <source>“{field}” of the command “{name}” must be true or false.</source>
        <translation>“{field}” của lệnh “{name}” phải là đúng hoặc sai (true, false).</translation>
    </message>
    <message>
        <source>“{field}” of the command “{name}” must be one of these: {choices}.</source>
        <translation>“{field}” của lệnh “{name}” phải là một trong: {choices}.</translation>
    </message>
    <message>
        <source>“{field}” of the command “{name}” must be a list of texts.</source>
        <translation>“{field}” của lệnh “{name}” phải là danh sách văn bản.</translation>
    </message>
    <message>
        <source>“{field}” of the command “{name}” must be texts by their names.</source>
        <translation>“{field}” của lệnh “{name}” phải là các văn bản theo tên.</translation>
    </message>
    <message>
        <source>“{field}” of the command “{name}” must be values by their names.</source>
        <translation>“{field}” của lệnh “{name}” phải là các giá trị theo tên.</translation>
    </message>
    <message>
        <source>“{field}” of the command “{name}” is too long.</source>
        <translation>“{field}” của lệnh “{name}” quá dài.</translation>
    </message>
    <message>
        <source>“{field}” of the command “{name}” is too large: {most} at most.</source>
        <translation>“{field}” của lệnh “{name}” quá lớn: nhiều nhất là {most}.</translation>
    </message>
    <message>
        <source>It has to be told which one: choose it where it is listed.</source>
        <translation>Cần cho biết cái nào: hãy chọn trong danh sách của nó.</translation>
    </message>
    <message>
        <source>Withdrawn; nothing was sent.</source>
        <translation>Đã rút lại; chưa gửi gì đi.</translation>
    </message>
    <message>
        <source>There is no wall here yet.</source>
        <translation>Ở đây chưa có màn hình ghép.</translation>
    </message>
    <message>
        <source>This centre has one wall.</source>
        <translation>Trung tâm chỉ có một màn hình ghép.</translation>
    </message>
    <message>
        <source>Somebody else controls the wall until their time is up.</source>
        <translation>Người khác đang điều khiển màn hình ghép cho đến hết giờ của họ.</translation>
    </message>
    <message>
        <source>Nobody else controls the wall; T takes it.</source>
        <translation>Không ai khác đang điều khiển; bấm T để nhận.</translation>
    </message>
    <message>
        <source>You do not control the wall now; T takes it.</source>
        <translation>Lúc này bạn không điều khiển màn hình ghép; bấm T để nhận.</translation>
    </message>
    <message>
        <source>Only a duty officer may take the wall over.</source>
        <translation>Chỉ lãnh đạo trực được lấy lại quyền điều khiển.</translation>
    </message>
    <message>
        <source>The wall is wished to show just that already.</source>
        <translation>Màn hình ghép vốn đã được yêu cầu chiếu đúng như vậy.</translation>
    </message>
    <message>
        <source>The wall has no such screen.</source>
        <translation>Màn hình ghép không có màn này.</translation>
    </message>
    <message>
        <source>The wall has no such preset.</source>
        <translation>Màn hình ghép không có bộ cảnh này.</translation>
    </message>
    <message>
        <source>There is no such change to go back behind.</source>
        <translation>Không có lần đổi nào như vậy để quay về.</translation>
    </message>
    <message>
        <source>The desk shows nothing of that kind now.</source>
        <translation>Bàn trực lúc này không có nội dung loại đó.</translation>
    </message>
    <message>
        <source>Control can be taken for 1 to 60 minutes.</source>
        <translation>Có thể giữ quyền từ 1 đến 60 phút.</translation>
    </message>
    <message>
        <source>Wall: {text}</source>
        <translation>Màn hình ghép: {text}</translation>
    </message>
    <message>
        <source>Somebody else changed the incident meanwhile. Please decide.</source>
        <translation>Trong lúc đó người khác đã thay đổi sự cố. Hãy quyết định.</translation>
    </message>
    <message>
        <source>Somebody else was first; their assignment stands.</source>
        <translation>Người khác đã làm trước; phân công của họ có hiệu lực.</translation>
    </message>
    <message>
        <source>All waiting actions have arrived: {count}.</source>
        <translation>Mọi thao tác chờ đã tới nơi: {count}.</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is off by {seconds} s. Ask your IT staff.</source>
        <translation>Đồng hồ máy này lệch {seconds} giây. Hãy báo bộ phận CNTT.</translation>
    </message>
    <message>
        <source>This copy was not what the server has. It was fetched anew.</source>
        <translation>Dữ liệu lưu ở máy này khác với máy chủ. Đã tải lại toàn bộ.</translation>
    </message>
    <message>
        <source>This machine lost its record of actions: what was not sent is gone. Look through queue and shift log, do again what is missing, and tell your IT staff.</source>
        <translation>Máy này đã mất sổ thao tác: việc chưa gửi thì không còn. Xem lại hàng đợi và sổ trực, làm lại việc còn thiếu và báo bộ phận CNTT.</translation>
    </message>
    <message>
        <source>{device} lost its record of actions ({time}, {who}). Ask them what is missing; if nothing was lost there, shut the device out.</source>
        <translation>{device} đã mất sổ thao tác ({time}, {who}). Hãy hỏi họ còn thiếu việc gì; nếu ở đó không mất gì, hãy chặn thiết bị đó.</translation>
    </message>
    <message>
        <source>The server&apos;s record of who did what is not the one that this desk has seen (line {kept}). Tell your IT staff at once.</source>
        <translation>Nhật ký kiểm toán của máy chủ không còn là nhật ký mà bàn này đã thấy (dòng {kept}). Hãy báo ngay cho bộ phận CNTT.</translation>
    </message>
    <message>
        <source>Who did what is told to auditors and administrators alone.</source>
        <translation>Nhật ký kiểm toán chỉ dành cho kiểm toán viên và quản trị viên.</translation>
    </message>
    <message>
        <source>The server answers, but its live messages do not come through.</source>
        <translation>Máy chủ có trả lời, nhưng tin báo trực tiếp không tới được.</translation>
    </message>
    <message>
        <source>The server answers slowly: more than 3 seconds.</source>
        <translation>Máy chủ trả lời chậm: hơn 3 giây.</translation>
    </message>
    <message>
        <source>The console ended unexpectedly and was started again. Nothing saved is lost.</source>
        <translation>Chương trình dừng đột ngột và đã được khởi động lại. Không mất gì đã lưu.</translation>
    </message>
    <message>
        <source>An order of yours is too old to be sent. It is kept under “Our actions” (O): send it again or let it go.</source>
        <translation>Một lệnh của bạn đã quá cũ nên không gửi nữa. Lệnh vẫn nằm trong “Thao tác của tôi” (phím O): hãy gửi lại hoặc bỏ.</translation>
    </message>
    <message>
        <source>It did not work: {what}</source>
        <translation>Không thực hiện được: {what}</translation>
    </message>
    <message>
        <source>Incidents {age}</source>
        <translation>Sự cố {age}</translation>
    </message>
    <message>
        <source>Incidents late {age}</source>
        <translation>Sự cố chậm {age}</translation>
    </message>
    <message>
        <source>Incidents disconnected {age}</source>
        <translation>Sự cố mất kết nối {age}</translation>
    </message>
    <message>
        <source>Incidents catching up</source>
        <translation>Sự cố đang bắt kịp</translation>
    </message>
    <message>
        <source>Indicators {age}</source>
        <translation>Chỉ số {age}</translation>
    </message>
    <message>
        <source>Indicators late {age}</source>
        <translation>Chỉ số chậm {age}</translation>
    </message>
    <message>
        <source>Indicators disconnected {age}</source>
        <translation>Chỉ số mất kết nối {age}</translation>
    </message>
    <message>
        <source>Indicators catching up</source>
        <translation>Chỉ số đang bắt kịp</translation>
    </message>
    <message>
        <source>Actions {count} waiting</source>
        <translation>Lệnh {count} chờ</translation>
    </message>
    <message>
        <source>Actions late, {count} waiting</source>
        <translation>Lệnh chậm, {count} chờ gửi</translation>
    </message>
    <message>
        <source>Actions {count} waiting to send</source>
        <translation>Lệnh {count} chờ gửi</translation>
    </message>
    <message>
        <source>Actions sending, {count} left</source>
        <translation>Lệnh đang gửi, còn {count}</translation>
    </message>
    <message>
        <source>Wall {age}</source>
        <translation>Màn hình {age}</translation>
    </message>
    <message>
        <source>Wall late {age}</source>
        <translation>Màn hình chậm {age}</translation>
    </message>
    <message>
        <source>Wall local</source>
        <translation>Màn hình tại chỗ</translation>
    </message>
    <message>
        <source>Wall catching up</source>
        <translation>Màn hình đang bắt kịp</translation>
    </message>
    <message>
        <source>{place}: “{name}” is missing.</source>
        <translation>{place}: thiếu “{name}”.</translation>
    </message>
    <message>
        <source>{place}: “{name}” cannot be “{found}”.</source>
        <translation>{place}: “{name}” không thể là “{found}”.</translation>
    </message>
    <message>
        <source>{place}: “{name}” is {found}, and must be at least {bound}.</source>
        <translation>{place}: “{name}” là {found}, phải từ {bound} trở lên.</translation>
    </message>
    <message>
        <source>{place}: “{name}” is {found}, and must be more than {bound}.</source>
        <translation>{place}: “{name}” là {found}, phải lớn hơn {bound}.</translation>
    </message>
    <message>
        <source>{place}: “{name}” is {found}, and must be at most {bound}.</source>
        <translation>{place}: “{name}” là {found}, nhiều nhất chỉ được {bound}.</translation>
    </message>
    <message>
        <source>{place}: “{name}” is {found}, and must be less than {bound}.</source>
        <translation>{place}: “{name}” là {found}, phải nhỏ hơn {bound}.</translation>
    </message>
    <message>
        <source>{place}: “{name}” holds more than {most}.</source>
        <translation>{place}: “{name}” có quá {most} mục.</translation>
    </message>
    <message>
        <source>{place} reaches beyond the grid of {rows} × {cols}.</source>
        <translation>{place} vượt ra ngoài lưới {rows} × {cols}.</translation>
    </message>
    <message>
        <source>{place} lies over tile {other}.</source>
        <translation>{place} đè lên ô {other}.</translation>
    </message>
    <message>
        <source>{file}: written by a newer console (form {format}, this one knows {known}). Nothing in it is lost by saving here.</source>
        <translation>{file}: do bảng điều khiển mới hơn ghi (dạng {format}, máy này biết đến {known}). Lưu ở đây không làm mất gì trong đó.</translation>
    </message>
    <message>
        <source>{place}: “{name}” is not known here; it is kept.</source>
        <translation>{place}: không biết mục “{name}”; mục này vẫn được giữ.</translation>
    </message>
    <message>
        <source>{place}: “{name}” is not known here; it is kept. Was “{hint}” meant?</source>
        <translation>{place}: không biết mục “{name}”; mục này vẫn được giữ. Có phải “{hint}”?</translation>
    </message>
    <message>
        <source>{place}: this type is not known here; it is kept.</source>
        <translation>{place}: không biết loại ô này; ô vẫn được giữ.</translation>
    </message>
    <message>
        <source>{place}: this type is not known here; it is kept. Was “{hint}” meant?</source>
        <translation>{place}: không biết loại ô này; ô vẫn được giữ. Có phải “{hint}”?</translation>
    </message>
    <message>
        <source>{place} shows nothing yet: “{name}” is missing.</source>
        <translation>{place} chưa hiển thị gì: thiếu “{name}”.</translation>
    </message>
    <message>
        <source>{place}: the city has no camera “{found}”.</source>
        <translation>{place}: thành phố không có camera “{found}”.</translation>
    </message>
    <message>
        <source>{place}: the city has no indicator “{found}”.</source>
        <translation>{place}: thành phố không có chỉ số “{found}”.</translation>
    </message>
    <message>
        <source>{file}: a layout&apos;s file ends in one of {endings}.</source>
        <translation>{file}: tệp bố cục phải có đuôi {endings}.</translation>
    </message>
    <message>
        <source>{file} is too large for a layout.</source>
        <translation>{file} quá lớn đối với một bố cục.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {hint}</source>
        <translation>Không đọc được {file}: {hint}</translation>
    </message>
    <message>
        <source>{file} holds no layout.</source>
        <translation>{file} không chứa bố cục nào.</translation>
    </message>
    <message>
        <source>{file}: TOML cannot hold an empty value of this layout. Choose .yaml or .json.</source>
        <translation>{file}: TOML không ghi được giá trị trống của bố cục này. Hãy chọn .yaml hoặc .json.</translation>
    </message>
    <message>
        <source>{file} is larger than {most} MB.</source>
        <translation>{file} lớn hơn {most} MB.</translation>
    </message>
    <message>
        <source>There is no file “{file}”.</source>
        <translation>Không có tệp “{file}”.</translation>
    </message>
    <message>
        <source>{place}: no picture is chosen yet. F2 asks for its file.</source>
        <translation>{place}: chưa chọn ảnh. Nhấn F2 để chọn tệp.</translation>
    </message>
    <message>
        <source>{file}, line {line}: byte {position} is no text in UTF-8. Save the file as UTF-8.</source>
        <translation>{file}, dòng {line}: byte thứ {position} không phải văn bản UTF-8. Hãy lưu lại tệp ở mã UTF-8.</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: {hint}</source>
        <translation>{file}, dòng {line}, cột {column}: {hint}</translation>
    </message>
    <message>
        <source>{file} is no picture. What can be shown: {endings}</source>
        <translation>{file} không phải là ảnh. Các loại hiện được: {endings}</translation>
    </message>
    <message>
        <source>{file} has more than {most} million pixels.</source>
        <translation>{file} có hơn {most} triệu điểm ảnh.</translation>
    </message>
    <message>
        <source>{file} is damaged and cannot be shown.</source>
        <translation>{file} bị hỏng, không hiện được.</translation>
    </message>
    <message>
        <source>Which picture? Choose its file in the list or type its path, then Enter.</source>
        <translation>Ảnh nào? Chọn tệp trong danh sách hoặc gõ đường dẫn, rồi nhấn Enter.</translation>
    </message>
    <message>
        <source>Reading {file} …</source>
        <translation>Đang đọc {file} …</translation>
    </message>
    <message>
        <source>The picture is in the tile. Ctrl+S sends it to every screen, together with the layout.</source>
        <translation>Ảnh đã vào ô. Ctrl+S gửi ảnh cùng bố cục tới mọi màn hình.</translation>
    </message>
    <message>
        <source>The tile is not where it was: choose it and give it the picture again.</source>
        <translation>Ô không còn ở chỗ cũ: hãy chọn lại ô rồi chọn lại ảnh.</translation>
    </message>
    <message>
        <source>The server did not take a picture of a layout. Choose it anew in the layout: Ctrl+E.</source>
        <translation>Máy chủ không nhận một ảnh của bố cục. Hãy chọn lại ảnh trong bố cục: Ctrl+E.</translation>
    </message>
    <message>
        <source>There is no room for it on this screen.</source>
        <translation>Màn hình này không còn chỗ.</translation>
    </message>
    <message>
        <source>Another tile is in the way.</source>
        <translation>Vướng ô khác.</translation>
    </message>
    <message>
        <source>The screen ends there.</source>
        <translation>Đã tới mép màn hình.</translation>
    </message>
    <message>
        <source>Choose a tile first.</source>
        <translation>Hãy chọn một ô trước.</translation>
    </message>
    <message>
        <source>Nothing is copied yet: Ctrl+C on a tile.</source>
        <translation>Chưa chép gì: nhấn Ctrl+C ở một ô.</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Không có gì để hoàn tác.</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>Không có gì để làm lại.</translation>
    </message>
    <message>
        <source>A layout keeps at least one screen.</source>
        <translation>Bố cục phải có ít nhất một màn hình.</translation>
    </message>
    <message>
        <source>A layout has at most {most} screens.</source>
        <translation>Bố cục có nhiều nhất {most} màn hình.</translation>
    </message>
    <message>
        <source>The grid has at most {most} rows and columns.</source>
        <translation>Lưới có nhiều nhất {most} hàng và cột.</translation>
    </message>
    <message>
        <source>In a grid of {rows} × {cols} these tiles do not fit.</source>
        <translation>Các ô này không vừa lưới {rows} × {cols}.</translation>
    </message>
    <message>
        <source>This tile takes nothing of that kind.</source>
        <translation>Ô này không nhận loại đó.</translation>
    </message>
    <message>
        <source>{count} tiles found no place and were taken out. Ctrl+Z brings them back.</source>
        <translation>{count} ô không còn chỗ nên đã bỏ ra. Ctrl+Z để lấy lại.</translation>
    </message>
    <message>
        <source>“{name}” is saved.</source>
        <translation>Đã lưu “{name}”.</translation>
    </message>
    <message>
        <source>“{name}” is saved here and goes to the server when it answers.</source>
        <translation>“{name}” đã lưu tại đây và sẽ gửi khi máy chủ trả lời.</translation>
    </message>
    <message>
        <source>{who} saved “{name}” meanwhile. Both are kept: decide what stands.</source>
        <translation>Trong lúc đó {who} đã lưu “{name}”. Cả hai bản đều được giữ: hãy quyết định bản nào dùng.</translation>
    </message>
    <message>
        <source>Somebody else saved a layout that you saved too. Both are kept; decide: Ctrl+D.</source>
        <translation>Người khác cũng vừa lưu bố cục mà bạn lưu. Cả hai bản đều được giữ; hãy quyết định: Ctrl+D.</translation>
    </message>
    <message>
        <source>Another desk saved a newer version of “{name}”. Saving here will ask what stands.</source>
        <translation>Bàn trực khác đã lưu bản mới hơn của “{name}”. Khi lưu ở đây sẽ hỏi bản nào dùng.</translation>
    </message>
    <message>
        <source>The server did not take “{name}”: {reason}</source>
        <translation>Máy chủ không nhận “{name}”: {reason}</translation>
    </message>
    <message>
        <source>The save before this one is still on its way. A moment.</source>
        <translation>Lần lưu trước còn đang gửi. Xin chờ một chút.</translation>
    </message>
    <message>
        <source>Nothing was changed since it was saved.</source>
        <translation>Chưa thay đổi gì từ lần lưu trước.</translation>
    </message>
    <message>
        <source>Give the layout a name first.</source>
        <translation>Hãy đặt tên cho bố cục trước.</translation>
    </message>
    <message>
        <source>“{text}” is no place. Type latitude and longitude in degrees, for example 9.6203; 106.4811.</source>
        <translation>“{text}” không phải là một điểm. Hãy gõ vĩ độ rồi kinh độ theo độ thập phân, ví dụ 9,6203; 106,4811.</translation>
    </message>
    <message>
        <source>There is no place {lat}; {lon} in a city. Latitude comes first, then longitude.</source>
        <translation>Không có nơi nào là {lat}; {lon} trong thành phố. Hãy gõ vĩ độ trước, kinh độ sau.</translation>
    </message>
    <message>
        <source>Open a layout first.</source>
        <translation>Hãy mở một bố cục trước.</translation>
    </message>
    <message>
        <source>There is no such layout here.</source>
        <translation>Ở đây không có bố cục này.</translation>
    </message>
    <message>
        <source>This layout has no such version.</source>
        <translation>Bố cục này không có phiên bản đó.</translation>
    </message>
    <message>
        <source>Nothing about this layout waits for a decision.</source>
        <translation>Không có gì về bố cục này đang chờ quyết định.</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>Đã ghi tệp {file}</translation>
    </message>
    <message>
        <source>“{name}” is removed; its versions are kept.</source>
        <translation>Đã xóa “{name}”; các phiên bản vẫn được giữ.</translation>
    </message>
    <message>
        <source>{file}, screen {screen}, tile {tile} ({type})</source>
        <translation>{file}, màn hình {screen}, ô {tile} ({type})</translation>
    </message>
    <message>
        <source>{file}, screen {screen}</source>
        <translation>{file}, màn hình {screen}</translation>
    </message>
    <message>
        <source>JSON has no comments; take it out.</source>
        <translation>JSON không có ghi chú; hãy bỏ đi.</translation>
    </message>
    <message>
        <source>a comma behind the last entry; take it out.</source>
        <translation>thừa dấu phẩy sau phần tử cuối; hãy bỏ đi.</translation>
    </message>
    <message>
        <source>write numbers with a point: 0.6, not 0,6.</source>
        <translation>số lẻ viết bằng dấu chấm: 0.6, không phải 0,6.</translation>
    </message>
    <message>
        <source>use double quotes &quot;, not single ones.</source>
        <translation>dùng dấu nháy kép &quot;, không dùng nháy đơn.</translation>
    </message>
    <message>
        <source>use straight quotes &quot;, not curly ones from a word processor.</source>
        <translation>dùng dấu nháy thẳng &quot;, không dùng nháy cong của trình soạn thảo.</translation>
    </message>
    <message>
        <source>a text stands in double quotes &quot;.</source>
        <translation>chữ phải đặt trong dấu nháy kép &quot;.</translation>
    </message>
    <message>
        <source>a \ in double quotes means something else; put a Windows path in single quotes.</source>
        <translation>dấu \ trong nháy kép mang nghĩa khác; hãy đặt đường dẫn Windows trong nháy đơn.</translation>
    </message>
    <message>
        <source>write name = value; a colon is no equals sign.</source>
        <translation>viết tên = giá trị; dùng dấu bằng, không dùng dấu hai chấm.</translation>
    </message>
    <message>
        <source>indent with spaces, not with tabs.</source>
        <translation>thụt dòng bằng dấu cách, không dùng phím Tab.</translation>
    </message>
    <message>
        <source>an odd colon; put a text that holds one in quotes.</source>
        <translation>thừa dấu hai chấm; nếu thuộc về chữ thì đặt chữ trong dấu nháy.</translation>
    </message>
    <message>
        <source>something is missing here, or a quote or bracket is not closed.</source>
        <translation>ở đây còn thiếu, hoặc dấu nháy hay dấu ngoặc chưa đóng.</translation>
    </message>
    <message>
        <source>it is nested too deeply.</source>
        <translation>lồng quá nhiều tầng.</translation>
    </message>
    <message>
        <source>this is written twice; keep one of them.</source>
        <translation>mục này viết hai lần; chỉ giữ một.</translation>
    </message>
    <message>
        <source>this is not how it is written; check quotes, brackets and commas.</source>
        <translation>chỗ này viết sai; xem lại dấu nháy, dấu ngoặc, dấu phẩy.</translation>
    </message>
    <message>
        <source>there is no such setting.</source>
        <translation>không có thiết lập này.</translation>
    </message>
    <message>
        <source>there is no such setting. Is {near} meant?</source>
        <translation>không có thiết lập này. Có phải ý là {near}?</translation>
    </message>
    <message>
        <source>it must be one of {allowed}.</source>
        <translation>chỉ nhận một trong {allowed}.</translation>
    </message>
    <message>
        <source>it must be at least {bound}.</source>
        <translation>phải từ {bound} trở lên.</translation>
    </message>
    <message>
        <source>it must be at most {bound}.</source>
        <translation>không được quá {bound}.</translation>
    </message>
    <message>
        <source>it has more than {bound} letters.</source>
        <translation>dài quá {bound} ký tự.</translation>
    </message>
    <message>
        <source>it must be an http:// or https:// address, without a name or a password.</source>
        <translation>phải là địa chỉ http:// hoặc https://, không kèm tên hay mật khẩu.</translation>
    </message>
    <message>
        <source>it must be a text, in double quotes.</source>
        <translation>phải là chữ, đặt trong dấu nháy kép.</translation>
    </message>
    <message>
        <source>it must be a whole number, without quotes.</source>
        <translation>phải là số nguyên, không có dấu nháy.</translation>
    </message>
    <message>
        <source>it must be a number such as 0.6, without quotes.</source>
        <translation>phải là số, ví dụ 0.6, không có dấu nháy.</translation>
    </message>
    <message>
        <source>it must be true or false, without quotes.</source>
        <translation>phải là true hoặc false, không có dấu nháy.</translation>
    </message>
    <message>
        <source>it must be a time of day such as &quot;22:00&quot;, in quotes.</source>
        <translation>phải là giờ trong ngày, ví dụ &quot;22:00&quot;, đặt trong dấu nháy.</translation>
    </message>
    <message>
        <source>Choose another password; then you are signed in.</source>
        <translation>Hãy chọn mật khẩu khác; sau đó bạn được đăng nhập.</translation>
    </message>
    <message>
        <source>A password has at least 12 letters.</source>
        <translation>Mật khẩu có ít nhất 12 ký tự.</translation>
    </message>
    <message>
        <source>This password is among those that are guessed first. Choose some words that do not belong together.</source>
        <translation>Mật khẩu này nằm trong số hay bị đoán trước nhất. Hãy chọn vài từ không đi với nhau.</translation>
    </message>
    <message>
        <source>The new password was not typed twice in the same way.</source>
        <translation>Hai lần nhập mật khẩu mới không giống nhau.</translation>
    </message>
    <message>
        <source>This is the password that it was. Choose another.</source>
        <translation>Đây là mật khẩu cũ. Hãy chọn mật khẩu khác.</translation>
    </message>
    <message>
        <source>Your password is changed. Other devices are signed out.</source>
        <translation>Đã đổi mật khẩu. Các thiết bị khác đã bị đăng xuất.</translation>
    </message>
    <message>
        <source>Somebody has this name to sign in with.</source>
        <translation>Đã có người dùng tên đăng nhập này.</translation>
    </message>
    <message>
        <source>Nobody else could look after accounts then. Add another first.</source>
        <translation>Khi đó không còn ai quản lý tài khoản. Hãy thêm người khác trước.</translation>
    </message>
    <message>
        <source>An administrator looks after people and sign-ins.</source>
        <translation>Quản trị viên mới quản lý người dùng và phiên đăng nhập.</translation>
    </message>
    <message>
        <source>This belongs to information security: an analyst or the duty officer acts on it. You may write a note or escalate.</source>
        <translation>Việc này thuộc an toàn thông tin: chuyên viên hoặc lãnh đạo trực xử lý. Bạn có thể ghi chú hoặc báo cấp trên.</translation>
    </message>
    <message>
        <source>You handle information security alone. You may write a note or escalate.</source>
        <translation>Bạn chỉ xử lý an toàn thông tin. Bạn có thể ghi chú hoặc báo cấp trên.</translation>
    </message>
    <message>
        <source>No browser can be opened on this machine. Use a password.</source>
        <translation>Máy này không mở được trình duyệt. Hãy dùng mật khẩu.</translation>
    </message>
    <message>
        <source>Nothing came back from the browser. Try again.</source>
        <translation>Trình duyệt không trả về kết quả. Hãy thử lại.</translation>
    </message>
    <message>
        <source>The sign-in in the browser was broken off.</source>
        <translation>Việc đăng nhập trong trình duyệt đã bị hủy.</translation>
    </message>
    <message>
        <source>The city&apos;s account has no role here. Ask whoever looks after accounts.</source>
        <translation>Tài khoản thành phố chưa có vai trò ở đây. Hãy hỏi người quản lý tài khoản.</translation>
    </message>
    <message>
        <source>The city&apos;s account did not say who you are. Try again.</source>
        <translation>Hệ thống tài khoản thành phố chưa xác nhận bạn là ai. Hãy thử lại.</translation>
    </message>
    <message>
        <source>The server of the city&apos;s accounts does not answer. Use a password, or try again.</source>
        <translation>Máy chủ tài khoản thành phố không trả lời. Hãy dùng mật khẩu hoặc thử lại.</translation>
    </message>
    <message>
        <source>An administrator has disabled this account.</source>
        <translation>Quản trị viên đã khóa tài khoản này.</translation>
    </message>
    <message>
        <source>A PIN has 6 to 12 digits.</source>
        <translation>Mã PIN có từ 6 đến 12 chữ số.</translation>
    </message>
    <message>
        <source>No row of digits as a PIN, such as 123456, 112233 or 000000.</source>
        <translation>Mã PIN không được là dãy số liền nhau như 123456, 112233 hay 000000.</translation>
    </message>
    <message>
        <source>No digits that repeat as a PIN, such as 121212 or 123123, and three different ones at least.</source>
        <translation>Mã PIN không được lặp lại như 121212 hay 123123, và có ít nhất ba chữ số khác nhau.</translation>
    </message>
    <message>
        <source>No PIN that reads the same from both ends, such as 123321.</source>
        <translation>Mã PIN không được đọc xuôi ngược như nhau, như 123321.</translation>
    </message>
    <message>
        <source>No day, month or year as a PIN, such as the birthday 010190.</source>
        <translation>Mã PIN không được là ngày, tháng hay năm, như ngày sinh 010190.</translation>
    </message>
    <message>
        <source>No lines of keys as a PIN, such as 147258 or 159753.</source>
        <translation>Mã PIN không được là các hàng phím liền nhau như 147258 hay 159753.</translation>
    </message>
    <message>
        <source>The server confirms evidence with another key than before. Ask your IT staff about it.</source>
        <translation>Máy chủ xác nhận chứng cứ bằng khóa khác trước đây. Hãy hỏi bộ phận CNTT.</translation>
    </message>
    <message>
        <source>What evidence the server keeps, and who looked, is told to those who answer for it.</source>
        <translation>Chứng cứ máy chủ đang lưu và ai đã xem chỉ cho lãnh đạo trực, người kiểm tra và quản trị viên biết.</translation>
    </message>
    <message>
        <source>Nothing was saved here yet, or not under this name.</source>
        <translation>Ở đây chưa lưu gì, hoặc không có tệp mang tên này.</translation>
    </message>
    <message>
        <source>The clip cannot be read, so that there is no marked copy of it.</source>
        <translation>Không đọc được đoạn video nên không có bản sao có dấu.</translation>
    </message>
    <message>
        <source>The server does not take this evidence: {file}. It stays here; tell your IT staff.</source>
        <translation>Máy chủ không nhận chứng cứ này: {file}. Tệp vẫn nằm ở đây; hãy báo bộ phận CNTT.</translation>
    </message>
    <message>
        <source>the computer cannot do it now; ask your IT staff</source>
        <translation>máy tính lúc này không làm được; hãy báo bộ phận CNTT</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>ổ đĩa đã đầy</translation>
    </message>
    <message>
        <source>the disk can only be read</source>
        <translation>ổ đĩa chỉ đọc được</translation>
    </message>
    <message>
        <source>you may not do that in this folder</source>
        <translation>bạn không có quyền trong thư mục này</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>không có tệp hoặc thư mục này</translation>
    </message>
    <message>
        <source>a folder has this name</source>
        <translation>đã có thư mục trùng tên</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>tên quá dài</translation>
    </message>
    <message>
        <source>the disk reports an error</source>
        <translation>ổ đĩa báo lỗi</translation>
    </message>
    <message>
        <source>Say what happened: choose a kind of incident, or write a title. Nothing is lost.</source>
        <translation>Hãy cho biết việc gì xảy ra: chọn loại việc hoặc ghi tiêu đề. Chưa mất gì cả.</translation>
    </message>
    <message>
        <source>Say where it happened: a street, a camera, a ward, or a point of the map. Nothing is lost.</source>
        <translation>Hãy cho biết nơi xảy ra: tên đường, camera, phường hoặc một điểm trên bản đồ. Chưa mất gì cả.</translation>
    </message>
    <message>
        <source>This is longer than can be saved: shorten it, or write the rest as a note afterwards.</source>
        <translation>Nội dung dài hơn mức lưu được: hãy rút ngắn, phần còn lại ghi thành ghi chú sau.</translation>
    </message>
    <message>
        <source>This cannot be saved as it stands. Look at place and severity once more. Nothing is lost.</source>
        <translation>Chưa lưu được như thế này. Hãy xem lại nơi xảy ra và mức độ. Chưa mất gì cả.</translation>
    </message>
    <message>
        <source>The incident is saved, but the picture of {camera} could not be kept with it.</source>
        <translation>Sự cố đã lưu, nhưng không giữ được hình từ {camera} kèm theo.</translation>
    </message>
    <message>
        <source>Calls are not told at this desk: something else on this machine is in their place. Tell whoever looks after the machine.</source>
        <translation>Bàn này không nhận được tin cuộc gọi: một chương trình khác trên máy đang chiếm chỗ. Hãy báo người quản trị máy.</translation>
    </message>
    <message>
        <source>Somebody else told of what stands here: save it, or empty Call back, before this call is taken up.</source>
        <translation>Phiếu này là của người báo khác: lưu lại, hoặc xoá ô Gọi lại, rồi mới nhận cuộc gọi này.</translation>
    </message>
    <message>
        <source>The server did not take who told of an incident. Write it down elsewhere if you still need it.</source>
        <translation>Máy chủ không nhận thông tin người báo của một sự cố. Nếu còn cần, hãy ghi lại ở nơi khác.</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Colours</source>
        <translation>Màu sắc</translation>
    </message>
    <message>
        <source>Dark for the night, light for a bright room, high contrast for tired eyes.</source>
        <translation>Tối cho ca đêm, sáng cho phòng nhiều ánh sáng, tương phản cao cho mắt mỏi.</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Cỡ chữ</translation>
    </message>
    <message>
        <source>Everything on the desk grows with it.</source>
        <translation>Mọi thứ trên bàn trực lớn theo.</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Mật độ hiển thị</translation>
    </message>
    <message>
        <source>Compact shows more rows of the queue and of a checklist at once.</source>
        <translation>Gọn: thấy nhiều dòng hàng đợi và quy trình hơn cùng lúc.</translation>
    </message>
    <message>
        <source>Alarm sounds</source>
        <translation>Âm báo</translation>
    </message>
    <message>
        <source>New alarms are told in words at the foot of the desk in either case.</source>
        <translation>Dù tắt, cảnh báo mới vẫn được báo bằng chữ ở chân màn hình.</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>Giảm chuyển động</translation>
    </message>
    <message>
        <source>Outlines of critical incidents stand still instead of pulsing.</source>
        <translation>Viền camera của sự cố khẩn cấp đứng yên, không nhấp nháy.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Ngôn ngữ</translation>
    </message>
    <message>
        <source>From the next start of the console on.</source>
        <translation>Có hiệu lực từ lần khởi động sau.</translation>
    </message>
    <message>
        <source>Folder for files</source>
        <translation>Thư mục lưu tệp</translation>
    </message>
    <message>
        <source>Where reports and tables are written unless you say otherwise; empty: yours.</source>
        <translation>Nơi ghi báo cáo và bảng số liệu nếu không chọn nơi khác; để trống là thư mục cá nhân.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Tối</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Sáng</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Tương phản cao</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Thường</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Gọn</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Bật</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Tắt</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>Tiếng Việt</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Tiếng Anh</translation>
    </message>
</context>
<context>
    <name>shift</name>
    <message>
        <source>Correct a line: it stays, yours stands beside it</source>
        <translation>Đính chính: dòng cũ giữ nguyên, dòng mới đứng cạnh</translation>
    </message>
    <message>
        <source>all lines</source>
        <translation>mọi dòng</translation>
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
        <source>{n} of {m}</source>
        <translation>{n} trên {m}</translation>
    </message>
</context>
<context>
    <name>standing</name>
    <message>
        <source>Saves</source>
        <translation>Lưu trữ: tốt</translation>
    </message>
    <message>
        <source>Rebuilding the copy</source>
        <translation>Đang dựng lại bản sao</translation>
    </message>
    <message>
        <source>Disk full</source>
        <translation>Ổ đĩa đầy</translation>
    </message>
    <message>
        <source>Read-only disk</source>
        <translation>Ổ đĩa chỉ đọc</translation>
    </message>
    <message>
        <source>Saving… {age}</source>
        <translation>Đang lưu… {age}</translation>
    </message>
    <message>
        <source>Server connection lost since {time}.</source>
        <translation>Mất kết nối máy chủ từ {time}.</translation>
    </message>
    <message>
        <source>Every action is saved here and sends itself when the network is back.</source>
        <translation>Mọi thao tác được lưu tại máy và tự gửi khi có mạng.</translation>
    </message>
</context>
<context>
    <name>tiles</name>
    <message>
        <source>{count} not acknowledged</source>
        <translation>{count} chưa tiếp nhận</translation>
    </message>
    <message>
        <source>Open / overdue</source>
        <translation>Đang mở / quá hạn</translation>
    </message>
    <message>
        <source>shown here, of {all} in the city</source>
        <translation>đang chiếu ở đây; cả thành phố có {all}</translation>
    </message>
    <message>
        <source>Cameras truly alive</source>
        <translation>Camera có hình</translation>
    </message>
    <message>
        <source>This tour has no stops</source>
        <translation>Vòng luân phiên này chưa có điểm nào</translation>
    </message>
    <message>
        <source>Picture not found</source>
        <translation>Không tìm thấy ảnh</translation>
    </message>
    <message>
        <source>The server does not have it either: choose it anew on a desk, Ctrl+E</source>
        <translation>Máy chủ cũng không có: hãy chọn lại ảnh ở bàn trực, Ctrl+E</translation>
    </message>
    <message>
        <source>Picture on its way</source>
        <translation>Ảnh đang được chuyển tới</translation>
    </message>
    <message>
        <source>No network: it comes once that is back</source>
        <translation>Mất mạng: có mạng lại ảnh sẽ tới</translation>
    </message>
    <message>
        <source>It is shown here as soon as it has come</source>
        <translation>Ảnh tới sẽ tự hiện ở đây</translation>
    </message>
    <message>
        <source>Picture damaged</source>
        <translation>Ảnh bị hỏng</translation>
    </message>
    <message>
        <source>It is fetched from the server again</source>
        <translation>Đang lấy lại từ máy chủ</translation>
    </message>
    <message>
        <source>Picture cannot be read</source>
        <translation>Không đọc được ảnh</translation>
    </message>
    <message>
        <source>Choose it anew on a desk, Ctrl+E</source>
        <translation>Hãy chọn lại ảnh ở bàn trực, Ctrl+E</translation>
    </message>
    <message>
        <source>No picture chosen yet</source>
        <translation>Chưa chọn ảnh</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Bản đồ</translation>
    </message>
    <message>
        <source>Nobody said where this is, so there is no map of it</source>
        <translation>Chưa rõ nơi này ở đâu nên không có bản đồ</translation>
    </message>
    <message>
        <source>{n} open here</source>
        <translation>{n} đang mở</translation>
    </message>
    <message>
        <source>This camera is not there</source>
        <translation>Không có camera này</translation>
    </message>
</context>
<context>
    <name>tour</name>
    <message>
        <source>What waits</source>
        <translation>Việc đang chờ</translation>
    </message>
    <message>
        <source>Every open incident, the most urgent on top; shape and digit are its severity. J and K walk through it.</source>
        <translation>Mọi sự cố đang mở, khẩn cấp nhất ở trên; hình và chữ số là mức độ. J và K đi qua từng dòng.</translation>
    </message>
    <message>
        <source>The time left</source>
        <translation>Thời gian còn lại</translation>
    </message>
    <message>
        <source>It counts to the deadline of the chosen incident and turns amber, then red, as little is left.</source>
        <translation>Đếm đến hạn xử lý của sự cố đang chọn; chuyển vàng cam rồi đỏ khi sắp hết giờ.</translation>
    </message>
    <message>
        <source>What can be done</source>
        <translation>Việc làm được</translation>
    </message>
    <message>
        <source>Six deeds whose place and key never change; one that cannot be done now says why under the mouse.</source>
        <translation>Sáu thao tác không bao giờ đổi chỗ, đổi phím; thao tác chưa làm được nói rõ lý do khi rê chuột vào.</translation>
    </message>
    <message>
        <source>A camera</source>
        <translation>Một camera</translation>
    </message>
    <message>
        <source>Its picture live, its age below at the right; a double click enlarges it, V replays its last minute.</source>
        <translation>Hình trực tiếp, độ trễ ở góc phải bên dưới; bấm đúp để phóng to, V xem lại một phút vừa qua.</translation>
    </message>
    <message>
        <source>How old things are</source>
        <translation>Dữ liệu cũ bao lâu</translation>
    </message>
    <message>
        <source>The oldest data, the load, and in an outage what is lost; every value on the desk tells its own age.</source>
        <translation>Dữ liệu cũ nhất, tải cảnh báo, và những gì mất khi mất mạng; mọi số liệu trên bàn đều ghi rõ đã cũ bao lâu.</translation>
    </message>
    <message>
        <source>Find anything, and help</source>
        <translation>Tìm mọi thứ, và trợ giúp</translation>
    </message>
    <message>
        <source>Ctrl+K finds every command, camera, incident and person; F1 has the keys, the manual and this tour.</source>
        <translation>Ctrl+K tìm mọi lệnh, camera, sự cố và người; F1 có phím tắt, hướng dẫn và phần giới thiệu này.</translation>
    </message>
</context>
<context>
    <name>usage</name>
    <message>
        <source>Tasks</source>
        <translation>Tác vụ</translation>
    </message>
    <message>
        <source>open the desk, or a wall with --wall</source>
        <translation>mở bàn trực, hoặc màn hình ghép với --wall</translation>
    </message>
    <message>
        <source>check this machine; each line is ok or says what to do</source>
        <translation>kiểm tra máy này; mỗi dòng là tốt hoặc chỉ rõ việc cần làm</translation>
    </message>
    <message>
        <source>say whether a saved still or clip is what was saved; a folder: all of it</source>
        <translation>cho biết ảnh hay đoạn video đã lưu có đúng nguyên bản không; thư mục: tất cả</translation>
    </message>
    <message>
        <source>For verify-evidence</source>
        <translation>Cho verify-evidence</translation>
    </message>
    <message>
        <source>the server&apos;s public key, or a file with it</source>
        <translation>khóa công khai của máy chủ, hoặc tệp chứa khóa đó</translation>
    </message>
    <message>
        <source>the server&apos;s receipts: tells what was removed whole</source>
        <translation>các biên nhận của máy chủ: chỉ ra tệp đã bị xóa trọn vẹn</translation>
    </message>
    <message>
        <source>What to open</source>
        <translation>Mở gì</translation>
    </message>
    <message>
        <source>start a fictional city with its cameras, and sign in to it</source>
        <translation>khởi động một thành phố hư cấu cùng camera, rồi tự đăng nhập</translation>
    </message>
    <message>
        <source>address of the centre&apos;s server</source>
        <translation>địa chỉ máy chủ của trung tâm</translation>
    </message>
    <message>
        <source>show the wall NAME: a borderless window on each screen</source>
        <translation>hiện màn hình ghép NAME: mỗi màn hình một cửa sổ không viền</translation>
    </message>
    <message>
        <source>which PC of that wall this is; default: this machine&apos;s name</source>
        <translation>máy nào của màn hình ghép đó; mặc định là tên máy này</translation>
    </message>
    <message>
        <source>take the wall&apos;s layout from FILE</source>
        <translation>lấy bố cục màn hình ghép từ tệp FILE</translation>
    </message>
    <message>
        <source>hear of calls from a telephone system, at port N of this machine</source>
        <translation>nhận tin cuộc gọi từ tổng đài, ở cổng N của máy này</translation>
    </message>
    <message>
        <source>start the console again whenever it falls over</source>
        <translation>tự khởi động lại chương trình mỗi khi bị dừng đột ngột</translation>
    </message>
    <message>
        <source>leave a wall alone; without it a wall is supervised</source>
        <translation>không giám sát; mặc định màn hình ghép được giám sát và tự khởi động lại</translation>
    </message>
    <message>
        <source>dark (default), light or high_contrast</source>
        <translation>nền: dark (mặc định), light hoặc high_contrast</translation>
    </message>
    <message>
        <source>language of the screens and of this text</source>
        <translation>ngôn ngữ của màn hình và của trang này</translation>
    </message>
    <message>
        <source>Where things are</source>
        <translation>Dữ liệu ở đâu</translation>
    </message>
    <message>
        <source>cache, unsent actions, arrangement; default: your data folder</source>
        <translation>bản lưu, thao tác chưa gửi, cách bố trí; mặc định: thư mục dữ liệu của bạn</translation>
    </message>
    <message>
        <source>settings in TOML; default: settings.toml in the data folder</source>
        <translation>cấu hình dạng TOML; mặc định: settings.toml trong thư mục dữ liệu</translation>
    </message>
    <message>
        <source>the wall&apos;s token, in a file that only you can read; else it shows a code</source>
        <translation>mã truy cập của màn hình ghép, trong tệp chỉ bạn đọc được; không có thì hiện mã</translation>
    </message>
    <message>
        <source>read one line {&quot;user&quot;:…,&quot;password&quot;:…} and sign in with it</source>
        <translation>đọc một dòng {&quot;user&quot;:…,&quot;password&quot;:…} rồi đăng nhập</translation>
    </message>
    <message>
        <source>The demo</source>
        <translation>Bản chạy thử</translation>
    </message>
    <message>
        <source>another city pack</source>
        <translation>một gói thành phố khác</translation>
    </message>
    <message>
        <source>cameras show this footage (a file or a folder)</source>
        <translation>camera chiếu đoạn phim này (tệp hoặc thư mục)</translation>
    </message>
    <message>
        <source>how fast incidents arrive; 1 is real time</source>
        <translation>tốc độ sự cố xuất hiện; 1 là thời gian thực</translation>
    </message>
    <message>
        <source>the same number gives the same day again</source>
        <translation>cùng một số thì diễn lại đúng một ngày</translation>
    </message>
    <message>
        <source>For tests and pictures</source>
        <translation>Để kiểm thử và chụp hình</translation>
    </message>
    <message>
        <source>end by itself after N seconds</source>
        <translation>tự kết thúc sau N giây</translation>
    </message>
    <message>
        <source>save pictures of screens and states to DIR</source>
        <translation>lưu hình các màn và trạng thái vào DIR</translation>
    </message>
    <message>
        <source>append when the first window and the pictures came</source>
        <translation>ghi thêm thời điểm có cửa sổ đầu tiên và hình trực tiếp</translation>
    </message>
    <message>
        <source>obey commands on a local socket that only you can open</source>
        <translation>nhận lệnh qua một socket trên máy mà chỉ bạn mở được</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Thông tin</translation>
    </message>
    <message>
        <source>versions of the console and of what it stands on</source>
        <translation>phiên bản của máy trực và các thành phần</translation>
    </message>
    <message>
        <source>this text</source>
        <translation>trang này</translation>
    </message>
    <message>
        <source>see everything at work, without any other system</source>
        <translation>xem mọi thứ hoạt động, không cần hệ thống nào khác</translation>
    </message>
    <message>
        <source>a desk of a real centre</source>
        <translation>bàn trực của một trung tâm thật</translation>
    </message>
    <message>
        <source>the wall “hall”, with nobody at the keyboard</source>
        <translation>màn hình ghép “hall”, không người ngồi máy</translation>
    </message>
    <message>
        <source>a desk that opens the sheet of whoever calls</source>
        <translation>bàn trực mở phiếu cho người đang gọi</translation>
    </message>
    <message>
        <source>something does not work: begin here</source>
        <translation>có gì đó không chạy: bắt đầu từ đây</translation>
    </message>
    <message>
        <source>ended as asked; also when a running console was brought to the front</source>
        <translation>kết thúc như yêu cầu; kể cả khi chỉ gọi cửa sổ đang chạy lên trước</translation>
    </message>
    <message>
        <source>doctor found something that needs you; evidence was changed</source>
        <translation>doctor thấy điều cần xử lý; chứng cứ đã bị thay đổi</translation>
    </message>
    <message>
        <source>the command line could not be understood</source>
        <translation>không hiểu dòng lệnh</translation>
    </message>
    <message>
        <source>there is no screen to open a window on, or it does not let us in</source>
        <translation>không có màn hình để mở cửa sổ, hoặc màn hình không cho mở</translation>
    </message>
    <message>
        <source>settings or a file named on the command line are wrong</source>
        <translation>cấu hình hoặc tệp nêu trên dòng lệnh bị sai</translation>
    </message>
    <message>
        <source>the data folder cannot be used</source>
        <translation>không dùng được thư mục dữ liệu</translation>
    </message>
    <message>
        <source>the demo city did not start</source>
        <translation>thành phố mẫu không khởi động được</translation>
    </message>
    <message>
        <source>a fault of the console itself</source>
        <translation>lỗi của chính chương trình</translation>
    </message>
    <message>
        <source>The console of a city&apos;s operations centre: cameras, indicators and incidents, online and offline.</source>
        <translation>Máy trực của trung tâm điều hành thành phố: camera, chỉ số và sự cố, có mạng hay mất mạng.</translation>
    </message>
    <message>
        <source>Usage: python main.py [options]</source>
        <translation>Cách dùng: python main.py [tùy chọn]</translation>
    </message>
    <message>
        <source>       python main.py doctor [options]</source>
        <translation>           python main.py doctor [tùy chọn]</translation>
    </message>
    <message>
        <source>       python main.py verify-evidence FILE|FOLDER</source>
        <translation>       python main.py verify-evidence TỆP|THƯ-MỤC</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>Ví dụ:</translation>
    </message>
    <message>
        <source>Exit codes:</source>
        <translation>Mã thoát:</translation>
    </message>
</context>
<context>
    <name>verify</name>
    <message>
        <source>PROVEN. {file} is what was saved, signed and registered; so are the {links} before it.</source>
        <translation>ĐÃ CHỨNG MINH. {file} đúng là tệp đã lưu, đã ký và đã đăng ký; {links} tệp trước nó cũng vậy.</translation>
    </message>
    <message>
        <source>PROVEN, its place in the order not checked. {file} is what was saved, signed and registered; the manifest before it, {where}, is not here.</source>
        <translation>ĐÃ CHỨNG MINH, chưa kiểm tra thứ tự. {file} đúng là tệp đã lưu, đã ký và đã đăng ký; bản kê trước nó, {where}, không có ở đây.</translation>
    </message>
    <message>
        <source>ALTERED. {where} is not what was saved: its SHA-256 differs.</source>
        <translation>BỊ SỬA. {where} không phải tệp đã lưu: SHA-256 khác.</translation>
    </message>
    <message>
        <source>ALTERED. The manifest {where} is not what was signed.</source>
        <translation>BỊ SỬA. Bản kê {where} không phải bản đã ký.</translation>
    </message>
    <message>
        <source>ALTERED. The signature file {where} was damaged or changed.</source>
        <translation>BỊ SỬA. Tệp chữ ký {where} bị hỏng hoặc bị đổi.</translation>
    </message>
    <message>
        <source>ALTERED. A line of the list {where} was changed.</source>
        <translation>BỊ SỬA. Một dòng của danh sách {where} đã bị đổi.</translation>
    </message>
    <message>
        <source>DELETED. {where} is gone, or a line of it.</source>
        <translation>BỊ XÓA. Không còn {where}, hoặc mất một dòng trong đó.</translation>
    </message>
    <message>
        <source>REORDERED. {where} does not stand where it was saved.</source>
        <translation>BỊ ĐỔI THỨ TỰ. {where} không nằm ở chỗ đã lưu.</translation>
    </message>
    <message>
        <source>FORGED. The signature or the receipt in {where} is not that of this device or server.</source>
        <translation>GIẢ MẠO. Chữ ký hoặc biên nhận trong {where} không phải của máy này hay máy chủ này.</translation>
    </message>
    <message>
        <source>NOT REGISTERED. {file} is signed by its device, and no server has confirmed when it was there.</source>
        <translation>CHƯA ĐĂNG KÝ. {file} có chữ ký của máy trạm, nhưng chưa máy chủ nào xác nhận tệp có từ khi nào.</translation>
    </message>
    <message>
        <source>NOT SIGNED. {file} fits its manifest, and is from before evidence was signed: nobody vouches for it.</source>
        <translation>CHƯA KÝ. {file} khớp với bản kê, nhưng có từ trước khi chứng cứ được ký: không ai bảo đảm cho tệp này.</translation>
    </message>
    <message>
        <source>NOT CHECKED. {file} has a receipt, and this machine does not know the server&apos;s key: name it with --server-key.</source>
        <translation>CHƯA KIỂM TRA. {file} có biên nhận, nhưng máy này không biết khóa của máy chủ: hãy chỉ ra bằng --server-key.</translation>
    </message>
    <message>
        <source>There is no manifest {where} beside the file.</source>
        <translation>Không có bản kê {where} bên cạnh tệp.</translation>
    </message>
    <message>
        <source>NOT CHECKED. {where} is no file but a pipe, a device or a folder: nothing of it is read.</source>
        <translation>CHƯA KIỂM TRA. {where} không phải tệp mà là đường ống, thiết bị hoặc thư mục: không đọc gì từ đó.</translation>
    </message>
    <message>
        <source>Cannot be read: {where}.</source>
        <translation>Không đọc được: {where}.</translation>
    </message>
    <message>
        <source>Which file? main.py verify-evidence FILE</source>
        <translation>Tệp nào? main.py verify-evidence FILE</translation>
    </message>
    <message>
        <source>This cannot be used: {reason}</source>
        <translation>Không dùng được: {reason}</translation>
    </message>
    <message>
        <source>{file}: {read} of {size} MB read</source>
        <translation>{file}: đã đọc {read}/{size} MB</translation>
    </message>
    <message>
        <source>{n} pieces, {well} of them proven.</source>
        <translation>{n} tệp, {well} tệp đã chứng minh.</translation>
    </message>
    <message>
        <source>number</source>
        <translation>số thứ tự</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>camera</translation>
    </message>
    <message>
        <source>camera time</source>
        <translation>giờ camera</translation>
    </message>
    <message>
        <source>received</source>
        <translation>nhận lúc</translation>
    </message>
    <message>
        <source>camera clock ahead, s</source>
        <translation>đồng hồ camera nhanh, giây</translation>
    </message>
    <message>
        <source>saved, by the machine&apos;s clock</source>
        <translation>lưu lúc, theo đồng hồ máy trạm</translation>
    </message>
    <message>
        <source>saved, by the server&apos;s clock</source>
        <translation>lưu lúc, theo đồng hồ máy chủ</translation>
    </message>
    <message>
        <source>saved by</source>
        <translation>người lưu</translation>
    </message>
    <message>
        <source>incident</source>
        <translation>sự cố</translation>
    </message>
    <message>
        <source>privacy masks</source>
        <translation>vùng che riêng tư</translation>
    </message>
    <message>
        <source>device</source>
        <translation>máy trạm</translation>
    </message>
    <message>
        <source>key of the device</source>
        <translation>khóa của máy trạm</translation>
    </message>
    <message>
        <source>registered at the server</source>
        <translation>đăng ký tại máy chủ</translation>
    </message>
    <message>
        <source>until then known to the device alone, s</source>
        <translation>trước đó chỉ máy trạm biết, giây</translation>
    </message>
</context>
<context>
    <name>video</name>
    <message>
        <source>Replay</source>
        <translation>Xem lại</translation>
    </message>
    <message>
        <source>Reduced, this machine is overloaded: every second picture</source>
        <translation>Giảm hình do máy quá tải: hiện một nửa số hình</translation>
    </message>
    <message>
        <source>Reduced, this machine is overloaded: whole pictures alone</source>
        <translation>Giảm hình do máy quá tải: chỉ hiện khung chính</translation>
    </message>
    <message>
        <source>Replay {time}</source>
        <translation>Xem lại {time}</translation>
    </message>
    <message>
        <source>Hidden for privacy</source>
        <translation>Che hình vì quyền riêng tư</translation>
    </message>
    <message>
        <source>Is being recorded for the incident</source>
        <translation>Đang ghi hình cho sự cố</translation>
    </message>
    <message>
        <source>Can be turned from here</source>
        <translation>Có thể điều khiển quay từ đây</translation>
    </message>
    <message>
        <source>with {count} other cameras, {area}</source>
        <translation>cùng {count} camera {area}</translation>
    </message>
    <message>
        <source>{count} cameras, {area}, lost together since {time}</source>
        <translation>{count} camera {area} cùng mất từ {time}</translation>
    </message>
    <message>
        <source>With picture {moving}/{of}</source>
        <translation>Có hình {moving}/{of}</translation>
    </message>
    <message>
        <source>main stream</source>
        <translation>luồng chính</translation>
    </message>
    <message>
        <source>sub-stream</source>
        <translation>luồng phụ</translation>
    </message>
    <message>
        <source>{shown} of {received} pictures/s · {rate} kbit/s</source>
        <translation>{shown} / {received} khung hình/s · {rate} kbit/s</translation>
    </message>
    <message>
        <source>jitter {jitter} ms · decoding {decode} ms · lost {lost}</source>
        <translation>rung {jitter} ms · giải mã {decode} ms · mất {lost}</translation>
    </message>
    <message>
        <source>last {seconds} kept for replay</source>
        <translation>giữ {seconds} gần nhất để xem lại</translation>
    </message>
    <message>
        <source>camera clock {offset} s against ours</source>
        <translation>đồng hồ camera lệch {offset} s</translation>
    </message>
</context>
<context>
    <name>wall_control</name>
    <message>
        <source>Nobody controls the wall: a push takes it for 5 minutes, T takes it</source>
        <translation>Chưa ai điều khiển: đưa hình lên là giữ quyền 5 phút, hoặc bấm T</translation>
    </message>
    <message>
        <source>Your control ended at {time}.</source>
        <translation>Quyền điều khiển của bạn đã hết lúc {time}.</translation>
    </message>
    <message>
        <source>You control the wall until {until} ({left} left): E keeps it longer</source>
        <translation>Bạn đang điều khiển đến {until} (còn {left}): E để giữ thêm</translation>
    </message>
    <message>
        <source>You control the wall until {until} ({left} left)</source>
        <translation>Bạn đang điều khiển đến {until} (còn {left})</translation>
    </message>
    <message>
        <source>{name} controls the wall until {until} ({left} left)</source>
        <translation>{name} đang điều khiển đến {until} (còn {left})</translation>
    </message>
    <message>
        <source>yours for {left} more (Ctrl+W, E keeps it)</source>
        <translation>còn điều khiển {left} (Ctrl+W, E giữ thêm)</translation>
    </message>
    <message>
        <source>Not known yet what the wall shows</source>
        <translation>Chưa biết màn hình ghép đang chiếu gì</translation>
    </message>
    <message>
        <source>oldest {age} ({name})</source>
        <translation>dữ liệu cũ nhất {age} ({name})</translation>
    </message>
    <message>
        <source>{n} of {of} not live</source>
        <translation>{n}/{of} ô không cập nhật</translation>
    </message>
    <message>
        <source>all {n} live</source>
        <translation>cả {n} ô đang cập nhật</translation>
    </message>
    <message>
        <source>nothing is shown</source>
        <translation>không chiếu gì</translation>
    </message>
    <message>
        <source>Nothing heard of it yet</source>
        <translation>Chưa nhận được tin</translation>
    </message>
    <message>
        <source>Cut off since {since}: it shows what it showed last</source>
        <translation>Mất kết nối từ {since}: vẫn chiếu nội dung sau cùng</translation>
    </message>
    <message>
        <source>Its monitor is not plugged in</source>
        <translation>Màn hình chưa được cắm</translation>
    </message>
    <message>
        <source>The change of {since} is not applied yet</source>
        <translation>Thay đổi lúc {since} chưa áp dụng</translation>
    </message>
    <message>
        <source>Black or not: not as wished</source>
        <translation>Tắt đen chưa đúng yêu cầu</translation>
    </message>
    <message>
        <source>Frozen or not: not as wished</source>
        <translation>Giữ hình chưa đúng yêu cầu</translation>
    </message>
    <message>
        <source>trouble</source>
        <translation>trục trặc</translation>
    </message>
    <message>
        <source>not applied since {since}</source>
        <translation>chưa áp dụng từ {since}</translation>
    </message>
    <message>
        <source>not as wished</source>
        <translation>chưa đúng yêu cầu</translation>
    </message>
    <message>
        <source>{name}, screen {n}</source>
        <translation>{name}, màn {n}</translation>
    </message>
    <message>
        <source>A screen of its own, {n} tiles</source>
        <translation>Màn hình riêng, {n} ô</translation>
    </message>
    <message>
        <source>{n} screens in turn, every {age}</source>
        <translation>{n} màn luân phiên, mỗi {age}</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Không có gì</translation>
    </message>
    <message>
        <source>Black ({below})</source>
        <translation>Tắt đen ({below})</translation>
    </message>
    <message>
        <source>Frozen ({below})</source>
        <translation>Giữ hình ({below})</translation>
    </message>
    <message>
        <source>Put on {screens}</source>
        <translation>Đưa lên {screens}</translation>
    </message>
    <message>
        <source>Preset on {screens}</source>
        <translation>Bộ cảnh lên {screens}</translation>
    </message>
    <message>
        <source>Rolled back {screens}</source>
        <translation>Trả {screens} về trước</translation>
    </message>
    <message>
        <source>Keep the preset {what}</source>
        <translation>Lưu bộ cảnh {what}</translation>
    </message>
    <message>
        <source>Remove the preset {what}</source>
        <translation>Xóa bộ cảnh {what}</translation>
    </message>
    <message>
        <source>Control taken</source>
        <translation>Nhận quyền điều khiển</translation>
    </message>
    <message>
        <source>Control released</source>
        <translation>Trả quyền điều khiển</translation>
    </message>
    <message>
        <source>Response plan on {screens}</source>
        <translation>Phương án lên {screens}</translation>
    </message>
    <message>
        <source>Response plan ended, {screens} as before</source>
        <translation>Kết thúc phương án, {screens} như trước</translation>
    </message>
    <message>
        <source>{name} has taken over control of the wall from you.</source>
        <translation>{name} đã nhận lại quyền điều khiển màn hình ghép từ bạn.</translation>
    </message>
    <message>
        <source>Your change of {screens} was not made: {name} was first. Look, and say it again if needed.</source>
        <translation>Thay đổi {screens} của bạn không thực hiện: {name} đã đổi trước. Hãy xem lại, nếu cần thì ra lệnh lần nữa.</translation>
    </message>
    <message>
        <source>{name} wanted to change {screens} just after you; yours stands.</source>
        <translation>{name} muốn đổi {screens} ngay sau bạn; thay đổi của bạn được giữ.</translation>
    </message>
    <message>
        <source>Your change of the preset “{what}” was not kept: {name} changed it first. Look, and keep yours again, under another name if both are needed.</source>
        <translation>Thay đổi của bạn với bộ cảnh “{what}” không được lưu: {name} đã thay đổi trước. Hãy xem lại rồi lưu lại, dưới tên khác nếu cần cả hai.</translation>
    </message>
    <message>
        <source>{name} wanted to change the preset “{what}” just after you; yours stands.</source>
        <translation>{name} cũng muốn thay đổi bộ cảnh “{what}” ngay sau bạn; bộ cảnh của bạn được giữ.</translation>
    </message>
    <message>
        <source>Somebody else controlled the wall; now it is free. Say it again.</source>
        <translation>Lúc đó người khác đang điều khiển; giờ đã trống. Hãy ra lệnh lại.</translation>
    </message>
    <message>
        <source>Not done: {name} controls the wall until {until}. Ask them to release it; a duty officer can take over (O).</source>
        <translation>Không thực hiện: {name} đang điều khiển đến {until}. Hãy nhờ trả quyền; lãnh đạo trực có thể nhận lại (O).</translation>
    </message>
    <message>
        <source>Text at least {height} mm high: {minutes} arc-minutes ({source})</source>
        <translation>Chữ cao ít nhất {height} mm: {minutes} phút góc ({source})</translation>
    </message>
    <message>
        <source>farthest seat {distance} m, pixels of {pitch} mm</source>
        <translation>ghế xa nhất {distance} m, điểm ảnh {pitch} mm</translation>
    </message>
    <message>
        <source>{minutes}′</source>
        <translation>{minutes}′</translation>
    </message>
    <message>
        <source>{minutes}′ of {rule}′ · is {is_px}, needs {least}</source>
        <translation>{minutes}′/{rule}′ · đang {is_px}, cần {least}</translation>
    </message>
    <message>
        <source>too much for this screen: sit nearer, or larger pixels</source>
        <translation>quá sức màn hình này: ngồi gần hơn hoặc dùng màn điểm ảnh lớn hơn</translation>
    </message>
    <message>
        <source>{rows} rows × {cols} columns</source>
        <translation>{rows} hàng × {cols} cột</translation>
    </message>
    <message>
        <source>{tiles} moving pictures for {n} watchers: {per} each</source>
        <translation>{tiles} hình động cho {n} người: mỗi người {per}</translation>
    </message>
    <message>
        <source>so many were never tried: less than {share} % of events are detected</source>
        <translation>chưa ai thử nhiều đến thế: phát hiện chưa tới {share} % sự kiện</translation>
    </message>
    <message>
        <source>about {share} % of events are detected</source>
        <translation>phát hiện khoảng {share} % sự kiện</translation>
    </message>
    <message>
        <source>at most {most} would be watched well</source>
        <translation>nhiều nhất {most} hình thì theo dõi tốt</translation>
    </message>
    <message>
        <source>85, 74, 58, 53 % on 1, 4, 6, 9 monitors</source>
        <translation>85, 74, 58, 53 % với 1, 4, 6, 9 màn hình</translation>
    </message>
    <message>
        <source>what one person detects of all events (trials of the PSDB)</source>
        <translation>tỷ lệ sự kiện một người phát hiện (thử nghiệm của PSDB)</translation>
    </message>
    <message>
        <source>Cut off since {since}</source>
        <translation>Mất kết nối từ {since}</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Tắt đen</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>Chỉ số</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Hàng đợi sự cố</translation>
    </message>
    <message>
        <source>Open / overdue</source>
        <translation>Đang mở / quá hạn</translation>
    </message>
    <message>
        <source>Cameras alive</source>
        <translation>Camera có hình</translation>
    </message>
    <message>
        <source>Health of the cameras</source>
        <translation>Tình trạng camera</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Đồng hồ</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Chữ</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Luân phiên</translation>
    </message>
    <message>
        <source>Reserved for alarms</source>
        <translation>Ô dành cho cảnh báo</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <source>Response plan</source>
        <translation>Phương án ứng phó</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Bản đồ</translation>
    </message>
    <message>
        <source>Screens ({n})</source>
        <translation>Màn hình ({n})</translation>
    </message>
    <message>
        <source>as wished</source>
        <translation>đúng yêu cầu</translation>
    </message>
    <message>
        <source>Not live ({n})</source>
        <translation>Không cập nhật ({n})</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>Không có ở đó</translation>
    </message>
    <message>
        <source>Presets of the whole wall</source>
        <translation>Bộ cảnh cho cả màn hình ghép</translation>
    </message>
    <message>
        <source>From this desk, on the chosen screen</source>
        <translation>Từ bàn trực này, lên màn hình đang chọn</translation>
    </message>
    <message>
        <source>Layouts, on the chosen screen</source>
        <translation>Bố cục, lên màn hình đang chọn</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>chưa gửi</translation>
    </message>
    <message>
        <source>{n} cameras, {m} indicators</source>
        <translation>{n} camera, {m} chỉ số</translation>
    </message>
    <message>
        <source>Around {name}</source>
        <translation>Quanh sự cố: {name}</translation>
    </message>
    <message>
        <source>Camera {name}</source>
        <translation>Camera {name}</translation>
    </message>
    <message>
        <source>alone on the screen</source>
        <translation>một mình trên màn hình</translation>
    </message>
    <message>
        <source>The cameras of this desk ({n})</source>
        <translation>Các camera của bàn trực này ({n})</translation>
    </message>
    <message>
        <source>not made: {name} was first</source>
        <translation>không thực hiện: {name} đổi trước</translation>
    </message>
    <message>
        <source>Enter shows what stood before</source>
        <translation>Enter xem lại như trước đó</translation>
    </message>
    <message>
        <source>tour, stop {numbers}: {names}</source>
        <translation>luân phiên, lượt {numbers}: {names}</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Sức theo dõi</translation>
    </message>
    <message>
        <source>Legibility</source>
        <translation>Độ dễ đọc</translation>
    </message>
    <message>
        <source>Every one of {n} tiles can be read from the farthest seat</source>
        <translation>Cả {n} ô đều đọc được từ ghế xa nhất</translation>
    </message>
    <message>
        <source>{screen}, screen {n} of its tour</source>
        <translation>{screen}, màn hình thứ {n} trong vòng luân phiên</translation>
    </message>
    <message>
        <source>Put on {what}</source>
        <translation>Đưa lên {what}</translation>
    </message>
    <message>
        <source>Preset {what}</source>
        <translation>Bộ cảnh {what}</translation>
    </message>
    <message>
        <source>Swap {what}</source>
        <translation>Đổi chỗ {what}</translation>
    </message>
    <message>
        <source>Make {what} black</source>
        <translation>Tắt đen {what}</translation>
    </message>
    <message>
        <source>Show {what} again</source>
        <translation>Chiếu lại {what}</translation>
    </message>
    <message>
        <source>Freeze {what}</source>
        <translation>Giữ hình {what}</translation>
    </message>
    <message>
        <source>Let {what} run again</source>
        <translation>Cho {what} chạy tiếp</translation>
    </message>
    <message>
        <source>As before “{what}”</source>
        <translation>Trở lại như trước “{what}”</translation>
    </message>
    <message>
        <source>{what}: on its way</source>
        <translation>{what}: đang gửi</translation>
    </message>
    <message>
        <source>{what}: not sent within a minute, so it is not done. Say it again?</source>
        <translation>{what}: không gửi được trong một phút nên không thực hiện. Ra lệnh lại?</translation>
    </message>
    <message>
        <source>{what}: it was gone already</source>
        <translation>{what}: đã bị xóa từ trước</translation>
    </message>
    <message>
        <source>{what}: not done, somebody else was first. Look, and say it again if it is still right.</source>
        <translation>{what}: không thực hiện, người khác đã đổi trước. Hãy xem lại, nếu vẫn cần thì ra lệnh lần nữa.</translation>
    </message>
    <message>
        <source>{what}: done</source>
        <translation>{what}: xong</translation>
    </message>
    <message>
        <source>Press Del once more: the preset “{name}” goes from every desk.</source>
        <translation>Bấm Del lần nữa: bộ cảnh “{name}” sẽ bị xóa khỏi mọi bàn trực.</translation>
    </message>
    <message>
        <source>Wall: {board}</source>
        <translation>Màn hình ghép: {board}</translation>
    </message>
    <message>
        <source>No screen was heard of yet</source>
        <translation>Chưa nhận được tin từ màn hình nào</translation>
    </message>
    <message>
        <source>Wall –</source>
        <translation>Màn hình –</translation>
    </message>
    <message>
        <source>Wall {n}/{of}</source>
        <translation>Màn hình {n}/{of}</translation>
    </message>
    <message>
        <source>Screens of the wall that are there and heard of; Ctrl+W opens wall control</source>
        <translation>Số màn hình ghép đang có mặt và còn báo tin; Ctrl+W mở phần điều khiển</translation>
    </message>
    <message>
        <source>No connection: this is the wall as it was last known. An order waits for one minute at most.</source>
        <translation>Mất kết nối: đây là màn hình ghép như lần biết sau cùng. Lệnh chỉ chờ nhiều nhất một phút.</translation>
    </message>
</context>
<context>
    <name>wall_recorder</name>
    <message>
        <source>Reading…</source>
        <translation>Đang đọc…</translation>
    </message>
    <message>
        <source>{n} and more</source>
        <translation>{n} mục, còn nữa</translation>
    </message>
    <message>
        <source>{n} found</source>
        <translation>{n} mục</translation>
    </message>
    <message>
        <source>nothing newer can be read now</source>
        <translation>hiện không đọc được phần mới hơn</translation>
    </message>
    <message>
        <source>What was on the wall cannot be read now</source>
        <translation>Lúc này không đọc được nhật ký trình chiếu</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Đọc lại</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>Không tìm thấy gì</translation>
    </message>
    <message>
        <source>What the wall shows is recorded for 30 days. Look for a camera, an incident, a screen or a time.</source>
        <translation>Những gì màn hình ghép chiếu được lưu 30 ngày. Hãy tìm theo camera, sự cố, màn hình hoặc giờ.</translation>
    </message>
    <message>
        <source>No picture is kept of this while: one a minute at most, and only where it differs.</source>
        <translation>Khoảng này không có ảnh: mỗi phút lưu nhiều nhất một ảnh, và chỉ khi hình có thay đổi.</translation>
    </message>
    <message>
        <source>Picture of {time}, with the same tiles</source>
        <translation>Ảnh lúc {time}, cùng các ô</translation>
    </message>
    <message>
        <source>The picture is no longer kept.</source>
        <translation>Ảnh này không còn được lưu.</translation>
    </message>
</context>
</TS>
