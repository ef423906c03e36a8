import type { Language } from "../language/languages.js";
import type { DownloadKind, Unavailable } from "./download-kind.js";
import type { DownloadState } from "./downloads.js";

type FailureReason = Extract<DownloadState, { name: "failed" }>["reason"];

/** What is said of files and of the link, in one language. */
export interface FilesWords {
  readonly heading: string;
  readonly kinds: Readonly<Record<DownloadKind, { readonly name: string; readonly what: string }>>;
  readonly unavailable: Readonly<Record<Unavailable, string>>;
  readonly save: (name: string) => string;
  readonly working: string;
  readonly workingShare: (percent: number) => string;
  readonly cancel: string;
  readonly cancelNamed: (name: string) => string;
  readonly saved: (name: string) => string;
  readonly failed: Readonly<Record<FailureReason, string>>;
  readonly share: {
    readonly heading: string;
    readonly text: string;
    readonly link: string;
    readonly copy: string;
    readonly copied: string;
    readonly copyByHand: string;
    readonly send: string;
    readonly title: (catalogueNumber: string) => string;
  };
}

const english: FilesWords = {
  heading: "Take it with you",
  kinds: {
    stl: { name: "STL", what: "to print: the shape, in millimetres" },
    "3mf": { name: "3MF", what: "to print: shape, colour and where it came from" },
    glb: { name: "GLB", what: "for the web, games and augmented reality" },
    obj: { name: "OBJ", what: "for modelling programs, with its colours (two files)" },
    ply: { name: "PLY", what: "for modelling programs and research" },
    gemcad: { name: "GemCad", what: "for a gem cutter's faceting machine" },
    drawing: { name: "Drawing", what: "three views with measures, as SVG" },
    picture: { name: "Picture", what: "PNG, as it stands before you" },
    turntable: { name: "Film", what: "WebM: once round, in eight seconds" },
    recording: { name: "Your recording", what: "every sample, as it was heard" },
  },
  unavailable: {
    "not-faceted": "Only a brilliant of one voice can be cut on a machine: choose that cut above.",
    "no-recording": "This stone came from a code, and no recording is in a code.",
    "no-picture": "The stone is not drawn yet.",
    "no-turning": "A film shows the stone turning, and this browser cannot turn it.",
  },
  save: (name) => `Save ${name}`,
  working: "Being made …",
  workingShare: (percent) => `${percent} %`,
  cancel: "Cancel",
  cancelNamed: (name) => `Cancel ${name}`,
  saved: (name) => `${name} is in your downloads.`,
  failed: {
    "no-video": "This browser cannot write films. Chrome, Edge and Firefox can.",
    "no-picture": "The stone is not drawn just now. Let it be drawn again, then save the picture.",
    fault: "This file could not be made. Try again; if that does not help, load the page anew.",
  },
  share: {
    heading: "Share the stone",
    text: "Whoever opens this link cuts the same stone. It holds the stone's code alone: no recording is in it, and none can be made of it.",
    link: "Link to this stone",
    copy: "Copy the link",
    copied: "Copied.",
    copyByHand: "The link is selected: copy it with your keyboard or by a long press.",
    send: "Send …",
    title: (catalogueNumber) => `vocalith ${catalogueNumber}`,
  },
};

const korean: FilesWords = {
  heading: "가져가기",
  kinds: {
    stl: { name: "STL", what: "3D 프린트용: 밀리미터 단위의 형태" },
    "3mf": { name: "3MF", what: "3D 프린트용: 형태, 색, 그리고 유래" },
    glb: { name: "GLB", what: "웹, 게임, 증강 현실용" },
    obj: { name: "OBJ", what: "모델링 프로그램용, 색 포함 (파일 두 개)" },
    ply: { name: "PLY", what: "모델링 프로그램과 연구용" },
    gemcad: { name: "GemCad", what: "보석 연마사의 파세팅 기계용" },
    drawing: { name: "도면", what: "치수가 적힌 세 방향 도면, SVG" },
    picture: { name: "사진", what: "지금 보이는 모습 그대로, PNG" },
    turntable: { name: "영상", what: "8초 동안 한 바퀴, WebM" },
    recording: { name: "내 녹음", what: "들린 그대로의 모든 표본" },
  },
  unavailable: {
    "not-faceted": "한 사람의 목소리로 만든 브릴리언트만 기계로 연마할 수 있어요. 위에서 깎는 방식을 바꿔 보세요.",
    "no-recording": "이 돌은 코드에서 왔고, 코드에는 녹음이 들어 있지 않아요.",
    "no-picture": "돌이 아직 그려지지 않았어요.",
    "no-turning": "영상은 돌아가는 돌을 보여 주는데, 이 브라우저는 돌을 돌릴 수 없어요.",
  },
  save: (name) => `${name} 저장`,
  working: "만드는 중 …",
  workingShare: (percent) => `${percent}%`,
  cancel: "취소",
  cancelNamed: (name) => `${name} 취소`,
  saved: (name) => `${name} 파일을 다운로드 폴더에 저장했어요.`,
  failed: {
    "no-video": "이 브라우저는 영상을 만들 수 없어요. Chrome, Edge, Firefox에서는 돼요.",
    "no-picture": "지금은 돌이 그려져 있지 않아요. 다시 그린 다음 사진을 저장해 주세요.",
    fault: "파일을 만들지 못했어요. 다시 해 보고, 그래도 안 되면 페이지를 새로 열어 주세요.",
  },
  share: {
    heading: "돌 나누기",
    text: "이 링크를 여는 사람은 똑같은 돌을 얻어요. 링크에는 돌의 코드만 있어요. 녹음은 들어 있지 않고, 코드로 녹음을 되살릴 수도 없어요.",
    link: "이 돌의 링크",
    copy: "링크 복사",
    copied: "복사했어요.",
    copyByHand: "링크를 선택해 두었어요. 키보드로, 또는 길게 눌러 복사해 주세요.",
    send: "보내기 …",
    title: (catalogueNumber) => `vocalith ${catalogueNumber}`,
  },
};

const vietnamese: FilesWords = {
  heading: "Mang về",
  kinds: {
    stl: { name: "STL", what: "để in 3D: hình khối, tính bằng milimét" },
    "3mf": { name: "3MF", what: "để in 3D: hình khối, màu sắc và nguồn gốc" },
    glb: { name: "GLB", what: "cho trang web, trò chơi và thực tế tăng cường" },
    obj: { name: "OBJ", what: "cho phần mềm dựng hình, kèm màu (hai tệp)" },
    ply: { name: "PLY", what: "cho phần mềm dựng hình và nghiên cứu" },
    gemcad: { name: "GemCad", what: "cho máy mài giác của thợ cắt đá" },
    drawing: { name: "Bản vẽ", what: "ba hình chiếu có kích thước, SVG" },
    picture: { name: "Ảnh", what: "PNG, đúng như bạn đang thấy" },
    turntable: { name: "Phim", what: "WebM: một vòng, trong tám giây" },
    recording: { name: "Bản ghi của bạn", what: "từng mẫu âm, đúng như đã nghe" },
  },
  unavailable: {
    "not-faceted": "Chỉ viên cắt kiểu brilliant của một giọng mới mài được trên máy: hãy chọn kiểu cắt đó ở trên.",
    "no-recording": "Viên đá này đến từ một mã, và trong mã không có bản ghi âm.",
    "no-picture": "Viên đá chưa được vẽ.",
    "no-turning": "Phim cho thấy viên đá xoay, mà trình duyệt này không xoay được nó.",
  },
  save: (name) => `Lưu ${name}`,
  working: "Đang làm …",
  workingShare: (percent) => `${percent} %`,
  cancel: "Huỷ",
  cancelNamed: (name) => `Huỷ ${name}`,
  saved: (name) => `${name} đã ở trong thư mục tải xuống.`,
  failed: {
    "no-video": "Trình duyệt này không ghi được phim. Chrome, Edge và Firefox thì được.",
    "no-picture": "Lúc này viên đá chưa được vẽ. Hãy cho vẽ lại rồi lưu ảnh.",
    fault: "Không làm được tệp này. Hãy thử lại; nếu vẫn không được, hãy tải lại trang.",
  },
  share: {
    heading: "Chia sẻ viên đá",
    text: "Ai mở liên kết này sẽ có đúng viên đá ấy. Liên kết chỉ chứa mã của viên đá: không có bản ghi âm nào trong đó, và cũng không thể dựng lại bản ghi từ mã.",
    link: "Liên kết đến viên đá này",
    copy: "Sao chép liên kết",
    copied: "Đã sao chép.",
    copyByHand: "Liên kết đã được chọn: hãy sao chép bằng bàn phím hoặc nhấn giữ.",
    send: "Gửi …",
    title: (catalogueNumber) => `vocalith ${catalogueNumber}`,
  },
};

/** What is said of files and of the link. */
export const FILES_WORDS: Readonly<Record<Language, FilesWords>> = { en: english, ko: korean, vi: vietnamese };
