import type { Language } from "../language/languages.js";
import type { FailureKind } from "../stones/failure.js";

/** What a visitor can do something about, or not. */
export type ExhibitionTrouble = "no-leave" | "no-microphone" | "no-voice" | "too-short" | "fault";

/** What an exhibition says, in one language. */
export interface ExhibitionWords {
  readonly title: string;
  readonly heading: string;
  readonly lead: string;
  readonly privacy: string;
  readonly begin: string;
  readonly languages: string;
  readonly asking: string;
  readonly counting: string;
  readonly recording: string;
  readonly prompt: string;
  readonly left: (seconds: number) => string;
  readonly end: string;
  readonly settling: string;
  readonly yours: string;
  readonly number: (catalogueNumber: string) => string;
  readonly next: string;
  readonly again: string;
  readonly idle: (seconds: number) => string;
  readonly stone: string;
  readonly troubles: Readonly<Record<ExhibitionTrouble, { readonly heading: string; readonly text: string }>>;
}

/** What a failure is to a visitor. */
export function exhibitionTrouble(kind: FailureKind): ExhibitionTrouble {
  switch (kind) {
    case "denied":
    case "insecure":
    case "unsupported":
      return "no-leave";
    case "no-microphone":
    case "in-use":
    case "no-output":
    case "disconnected":
      return "no-microphone";
    case "silent":
    case "no-voice":
    case "empty":
      return "no-voice";
    case "too-short":
      return "too-short";
    default:
      return "fault";
  }
}

const english: ExhibitionWords = {
  title: "vocalith: your voice, a stone",
  heading: "Say something.\nIt will turn to stone.",
  lead: "Every voice grows into a stone that no other voice would give.",
  privacy: "Nothing is kept: your voice is gone when you go.",
  begin: "Speak",
  languages: "Language",
  asking: "The microphone is being opened …",
  counting: "Get ready",
  recording: "Speak now",
  prompt: "Your name, a line you know by heart, a song, a laugh.",
  left: (seconds) => `${seconds} s left`,
  end: "Done",
  settling: "Your stone settles …",
  yours: "This is your voice",
  number: (catalogueNumber) => `Stone ${catalogueNumber}`,
  next: "Next visitor",
  again: "Speak again",
  idle: (seconds) => `Begins anew in ${seconds}`,
  stone: "A stone made of a voice",
  troubles: {
    "no-leave": {
      heading: "This page may not listen",
      text: "The browser keeps the microphone from it. Somebody of the house can allow it.",
    },
    "no-microphone": {
      heading: "No microphone is there",
      text: "It may have come loose. Somebody of the house can help.",
    },
    "no-voice": { heading: "There was no voice to be heard", text: "Come a little closer and speak as you like." },
    "too-short": { heading: "That was too short", text: "A stone needs a second at least: say a whole sentence." },
    fault: { heading: "That went wrong", text: "It was our doing, not yours. Please try again." },
  },
};

const korean: ExhibitionWords = {
  title: "vocalith: 돌이 된 목소리",
  heading: "말해 보세요.\n돌이 돼요.",
  lead: "목소리마다 다른 어떤 목소리에서도 나오지 않는 돌이 자라요.",
  privacy: "아무것도 남기지 않아요. 떠나면 목소리도 사라져요.",
  begin: "말하기",
  languages: "언어",
  asking: "마이크를 여는 중 …",
  counting: "준비해 주세요",
  recording: "지금 말해 주세요",
  prompt: "이름, 외우는 구절, 노래, 웃음.",
  left: (seconds) => `${seconds}초 남음`,
  end: "끝내기",
  settling: "돌이 자리를 잡아요 …",
  yours: "이것이 당신의 목소리예요",
  number: (catalogueNumber) => `돌 ${catalogueNumber}`,
  next: "다음 분",
  again: "다시 말하기",
  idle: (seconds) => `${seconds}초 뒤 처음으로`,
  stone: "목소리로 만든 돌",
  troubles: {
    "no-leave": {
      heading: "이 페이지는 들을 수 없어요",
      text: "브라우저가 마이크를 막고 있어요. 전시장 직원이 허용할 수 있어요.",
    },
    "no-microphone": { heading: "마이크가 없어요", text: "선이 빠졌을 수 있어요. 전시장 직원에게 알려 주세요." },
    "no-voice": { heading: "목소리가 들리지 않았어요", text: "조금 더 가까이 와서 편하게 말해 보세요." },
    "too-short": { heading: "너무 짧았어요", text: "돌이 되려면 적어도 1초가 필요해요. 한 문장을 말해 보세요." },
    fault: { heading: "문제가 생겼어요", text: "저희 잘못이에요. 다시 한번 해 주세요." },
  },
};

const vietnamese: ExhibitionWords = {
  title: "vocalith: giọng nói hoá đá",
  heading: "Hãy nói điều gì đó.\nNó sẽ hoá đá.",
  lead: "Mỗi giọng nói mọc thành một viên đá mà không giọng nào khác có thể cho.",
  privacy: "Không gì được giữ lại: khi bạn đi, giọng nói cũng mất.",
  begin: "Nói",
  languages: "Ngôn ngữ",
  asking: "Đang mở micrô …",
  counting: "Sẵn sàng",
  recording: "Hãy nói đi",
  prompt: "Tên bạn, một câu bạn thuộc lòng, một bài hát, một tiếng cười.",
  left: (seconds) => `còn ${seconds} giây`,
  end: "Xong",
  settling: "Viên đá của bạn đang thành hình …",
  yours: "Đây là giọng nói của bạn",
  number: (catalogueNumber) => `Viên ${catalogueNumber}`,
  next: "Khách tiếp theo",
  again: "Nói lần nữa",
  idle: (seconds) => `Bắt đầu lại sau ${seconds}`,
  stone: "Một viên đá làm từ giọng nói",
  troubles: {
    "no-leave": {
      heading: "Trang này không được phép nghe",
      text: "Trình duyệt đang chặn micrô. Nhân viên ở đây có thể cho phép.",
    },
    "no-microphone": { heading: "Không có micrô", text: "Có thể dây bị lỏng. Nhân viên ở đây sẽ giúp." },
    "no-voice": { heading: "Không nghe thấy giọng nào", text: "Hãy lại gần thêm một chút và nói thật thoải mái." },
    "too-short": { heading: "Ngắn quá", text: "Viên đá cần ít nhất một giây: hãy nói trọn một câu." },
    fault: { heading: "Có trục trặc", text: "Lỗi là của chúng tôi, không phải của bạn. Xin thử lại." },
  },
};

/** What an exhibition says. */
export const EXHIBITION_WORDS: Readonly<Record<Language, ExhibitionWords>> = {
  en: english,
  ko: korean,
  vi: vietnamese,
};
