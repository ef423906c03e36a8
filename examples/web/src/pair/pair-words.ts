import type { ExplainedTrait } from "vocalith";
import type { Language } from "../language/languages.js";
import type { DistanceBand } from "./distance-band.js";

/** What is said of two voices, in one language. */
export interface PairWords {
  readonly heading: string;
  readonly lead: string;
  readonly record: string;
  readonly open: string;
  readonly twinAlready: string;
  readonly aside: (catalogueNumber: string) => string;
  readonly same: string;
  readonly compare: string;
  readonly letGo: string;
  readonly dialogHeading: string;
  readonly close: string;
  readonly looking: string;
  readonly voice: readonly [first: string, second: string];
  readonly nameHint: string;
  readonly bands: Readonly<Record<DistanceBand, string>>;
  readonly distance: (distance: number) => string;
  readonly differ: string;
  readonly traits: Readonly<Record<ExplainedTrait, string>>;
  readonly nothing: string;
  readonly twin: string;
  readonly twinWhat: string;
  readonly failed: string;
}

const number = (language: string) => new Intl.NumberFormat(language, { maximumFractionDigits: 2 });

const english: PairWords = {
  heading: "Two voices",
  lead: "Lay this stone aside and bring a second voice: see them side by side, or let them grow into one twin.",
  record: "Record a second voice",
  open: "Open a second recording",
  twinAlready: "This stone is a twin: two voices are in it already.",
  aside: (catalogueNumber) => `Stone ${catalogueNumber} lies beside.`,
  same: "It waits for a second voice.",
  compare: "See both side by side",
  letGo: "Put it away",
  dialogHeading: "Two voices, side by side",
  close: "Close",
  looking: "Looking at both …",
  voice: ["First voice", "Second voice"],
  nameHint: "Name (if you like; it stays on this page)",
  bands: {
    same: "It is one stone twice.",
    close: "They are close: so near lie two sentences of one voice.",
    kin: "They are kin: one mineral could have grown both, in another mood.",
    apart: "They are clearly two: another shape, another colour.",
    far: "They are worlds apart: nobody would take one for the other.",
  },
  distance: (distance) => `${number("en").format(distance)} on a scale from 0, the same, to 2, nothing in common`,
  differ: "What differs, and why",
  traits: {
    voice: "Voice",
    color: "Colour",
    clearness: "Clearness",
    mineral: "Mineral",
    whole: "Whole or burst",
    height: "Height",
    tip: "Tip",
    sides: "Sides",
    longest: "Longest crystal",
    smallFaces: "Small faces",
    question: "Question",
  },
  nothing: "There is nothing to be told of one that is not true of the other.",
  twin: "Grow both into one twin",
  twinWhat: "One stone of two voices, the first standing, the second grown through it.",
  failed: "That did not work. Try again.",
};

const korean: PairWords = {
  heading: "두 목소리",
  lead: "이 돌을 옆에 두고 두 번째 목소리를 불러 보세요. 나란히 견주어 보거나, 하나의 쌍둥이 돌로 자라게 할 수 있어요.",
  record: "두 번째 목소리 녹음",
  open: "두 번째 녹음 파일 열기",
  twinAlready: "이 돌은 쌍둥이예요. 이미 두 목소리가 들어 있어요.",
  aside: (catalogueNumber) => `돌 ${catalogueNumber}번을 옆에 두었어요.`,
  same: "두 번째 목소리를 기다려요.",
  compare: "나란히 보기",
  letGo: "치우기",
  dialogHeading: "나란히 놓인 두 목소리",
  close: "닫기",
  looking: "두 돌을 살피는 중 …",
  voice: ["첫 번째 목소리", "두 번째 목소리"],
  nameHint: "이름 (원하면 적어 주세요. 이 페이지에만 남아요)",
  bands: {
    same: "같은 돌이에요.",
    close: "아주 가까워요. 한 사람이 말한 두 문장이 이만큼 가까워요.",
    kin: "닮았어요. 기분이 달랐을 뿐, 한 광물에서 자랐을 법해요.",
    apart: "분명히 다른 두 돌이에요. 모양도 색도 달라요.",
    far: "전혀 다른 세계예요. 아무도 둘을 헷갈리지 않을 거예요.",
  },
  distance: (distance) => `0(같음)에서 2(공통점 없음)까지의 눈금에서 ${number("ko").format(distance)}`,
  differ: "무엇이 왜 다른가",
  traits: {
    voice: "목소리",
    color: "색",
    clearness: "맑기",
    mineral: "광물",
    whole: "온전함과 터짐",
    height: "높이",
    tip: "끝",
    sides: "옆면",
    longest: "가장 긴 결정",
    smallFaces: "작은 면",
    question: "질문",
  },
  nothing: "한쪽에만 해당하는 것은 없어요.",
  twin: "하나의 쌍둥이 돌로 키우기",
  twinWhat: "두 목소리가 든 하나의 돌. 첫 번째가 서 있고 두 번째가 그 사이로 자라요.",
  failed: "되지 않았어요. 다시 해 주세요.",
};

const vietnamese: PairWords = {
  heading: "Hai giọng nói",
  lead: "Đặt viên đá này sang bên và mời giọng thứ hai: ngắm hai viên cạnh nhau, hoặc để chúng mọc thành một viên song sinh.",
  record: "Ghi giọng thứ hai",
  open: "Mở bản ghi thứ hai",
  twinAlready: "Viên đá này là song sinh: trong nó đã có hai giọng.",
  aside: (catalogueNumber) => `Viên ${catalogueNumber} đang nằm bên cạnh.`,
  same: "Nó đang chờ một giọng thứ hai.",
  compare: "Xem hai viên cạnh nhau",
  letGo: "Cất đi",
  dialogHeading: "Hai giọng nói, cạnh nhau",
  close: "Đóng",
  looking: "Đang ngắm cả hai …",
  voice: ["Giọng thứ nhất", "Giọng thứ hai"],
  nameHint: "Tên (nếu muốn; chỉ ở trên trang này)",
  bands: {
    same: "Đó là cùng một viên đá.",
    close: "Rất gần nhau: hai câu của một giọng gần nhau như thế.",
    kin: "Có họ với nhau: một khoáng vật có thể sinh ra cả hai, trong tâm trạng khác.",
    apart: "Rõ ràng là hai viên: hình khác, màu khác.",
    far: "Khác nhau một trời một vực: không ai nhầm được viên này với viên kia.",
  },
  distance: (distance) => `${number("vi").format(distance)} trên thang từ 0, giống hệt, đến 2, không có gì chung`,
  differ: "Khác ở đâu, và vì sao",
  traits: {
    voice: "Giọng",
    color: "Màu",
    clearness: "Độ trong",
    mineral: "Khoáng vật",
    whole: "Nguyên khối hay toả ra",
    height: "Chiều cao",
    tip: "Đỉnh",
    sides: "Các mặt bên",
    longest: "Tinh thể dài nhất",
    smallFaces: "Các mặt nhỏ",
    question: "Câu hỏi",
  },
  nothing: "Không có điều gì đúng với viên này mà sai với viên kia.",
  twin: "Cho mọc thành một viên song sinh",
  twinWhat: "Một viên đá của hai giọng: giọng đầu đứng thẳng, giọng sau mọc xuyên qua.",
  failed: "Không được rồi. Hãy thử lại.",
};

/** What is said of two voices. */
export const PAIR_WORDS: Readonly<Record<Language, PairWords>> = { en: english, ko: korean, vi: vietnamese };
