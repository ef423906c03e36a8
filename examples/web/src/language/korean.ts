import type { InspectionCheck } from "@vocalith/geometry";
import type { FindingNumbers, Words } from "./words.js";

const oneDigit = (value: number) => value.toFixed(1);
const box = (sizeMm: readonly number[]) => `${sizeMm.map(oneDigit).join(" × ")}mm`;

/** The page in Korean, in the polite informal style of the explanations. */
export const korean: Words = {
  title: "vocalith: 돌로 남은 목소리",
  languageLabel: "언어",

  welcome: {
    heading: "목소리가 돌이 돼요",
    lead: "잠시 말해 보세요. 울리고 오르내리는 그대로, 다른 어떤 목소리에서도 나오지 않을 결정이 자라요.",
    privacy: "목소리는 이 기기를 떠나지 않아요.",
    record: "목소리 녹음하기",
    openFile: "소리 파일 열기",
    example: "차분하고 높은 목소리",
    exampleNote: "녹음 없이, 글자 몇 개로 된 코드만으로 깎은 돌이에요",
  },
  credit: {
    before: "Harry Yeff와 Trung Bao의 작품 ",
    after: "에서 영감을 받았고, 그 작품과 제휴한 것은 아니에요.",
    typeface: "글꼴 Newsreader (OFL)",
  },

  record: {
    askingHeading: "들어도 될까요?",
    askingText: "브라우저가 마이크를 써도 되는지 묻고 있어요. 마이크가 들은 것은 이 기기에만 남아요.",
    readyHeading: "듣고 있어요",
    readyText: "누군가에게 말하듯 하고 싶은 말을 해 보세요. 한 문장이면 충분하고, 3분까지 담을 수 있어요.",
    microphone: "마이크",
    unnamedMicrophone: (place) => `마이크 ${place}`,
    begin: "시작하기",
    counting: "곧 시작해요",
    countLeft: (left) => `${left}`,
    recording: "녹음 중",
    paused: "멈춤",
    elapsed: "녹음한 시간",
    remaining: (time) => `${time} 남음`,
    time: (seconds) => {
      const minutes = Math.floor(seconds / 60);
      const rest = Math.floor(seconds % 60);
      return `${minutes > 0 ? `${minutes}분 ` : ""}${rest}초`;
    },
    level: "소리 크기",
    levelValue: (peakDb) => `${Math.round(peakDb)}데시벨`,
    levelSilent: "아무 소리도 안 들려요",
    clipping: "소리가 너무 커요. 조금 물러나 주세요.",
    quiet: "소리가 아주 작아요. 조금 다가와 주세요.",
    pause: "잠깐 멈추기",
    resume: "이어서 하기",
    stop: "마치기",
    retake: "처음부터 다시",
    leave: "나가기",
    settlingHeading: "돌이 자리를 잡아요",
    settlingText: "녹음 전체가 하나의 돌이 되고 있어요.",
  },

  cutting: {
    fromFile: "파일을 듣고 있어요",
    fromCode: "코드로 돌을 깎고 있어요",
    progress: "진행",
    text: "모두 이 기기 안에서 이루어져요.",
  },

  stone: {
    heading: {
      voice: "돌이 된 당신의 목소리",
      file: "돌이 된 이 목소리",
      code: "코드에서 나온 돌",
      twin: "두 목소리, 하나의 돌",
    },
    summary: ({ crystals, facets, sizeMm }) => `결정 ${crystals}개, 면 ${facets}개, ${box(sizeMm)}`,
    viewer: "돌",
    viewerHint: "끌거나 화살표 키로 돌리고, +와 − 키로 다가가 보세요.",
    viewerTouchHint: "끌어서 돌려 보세요.",
    crystalHint: "결정을 고르면 그 마디가 들려요.",
    form: "보는 모습",
    formStone: "돌",
    formParticles: "입자",
    turn: "천천히 돌리기",
    again: "다른 목소리",
    putAway: "조금 전 목소리, 1분 동안:",
    bringBack: "다시 꺼내기",
    clipped: (percent) =>
      `녹음의 ${percent < 1 ? "1% 미만" : `${Math.round(percent)}%`}에서 마이크가 감당하지 못할 만큼 소리가 컸어요. 돌은 그대로지만, 한 걸음 물러나면 빛깔이 더 맑아져요.`,
  },

  listen: {
    heading: "다시 듣기",
    play: "재생",
    pause: "멈춤",
    position: "녹음에서의 위치",
    positionValue: (now, whole) => `${whole} 가운데 ${now}`,
    hint: "소리 나는 결정에 빛이 들어와요.",
    cannotPlay: "이 브라우저에서는 파일을 재생할 수 없지만, 돌은 그 파일에서 나왔어요.",
  },

  explain: { heading: "이렇게 된 까닭", waiting: "돌을 읽고 있어요 …" },

  making: {
    heading: "손에 쥘 수 있게",
    cut: "깎는 방식",
    cuts: {
      crystal: { name: "결정", what: "광물이 자라는 모습 그대로" },
      brilliant: { name: "브릴리언트", what: "보석처럼 깎은 모습" },
    },
    size: "가장 긴 길이",
    sizeValue: (sizeMm) => `${sizeMm}mm`,
    material: "재료",
    processes: { print: "출력", cast: "금속 주조", cut: "보석 가공" },
    materials: {
      resin: "레진",
      castable: "주조용 레진",
      nylon: "나일론",
      silver: "은 925",
      gold: "금 18K",
      "gold-14k": "금 14K",
      platinum: "백금 950",
      brass: "황동",
      bronze: "청동",
      quartz: "수정",
      beryl: "녹주석",
      tourmaline: "전기석",
      topaz: "토파즈",
      sapphire: "사파이어",
      zirconia: "큐빅 지르코니아",
      diamond: "다이아몬드",
      glass: "광학 유리",
    },
    verdict: {
      ok: "이대로 만들 수 있어요",
      advice: "만들 수 있고, 더 좋아질 수 있어요",
      warning: "조심하면 만들 수 있어요",
      fault: "이대로는 만들 수 없어요",
    },
    inspecting: "벽과 모서리와 면을 재고 있어요 …",
    recutting: "깎고 있어요 …",
    weight: (grams, carats) => (carats === null ? `${oneDigit(grams)}g` : `${oneDigit(carats)}캐럿`),
    measures: box,
    checks: {
      watertight: "닫힌 겉면",
      manifold: "모서리 연결",
      oriented: "면의 방향",
      pieces: "조각 수",
      "self-intersections": "겹치는 면",
      voids: "갇힌 빈 곳",
      "degenerate-triangles": "넓이 없는 삼각형",
      wall: "벽 두께",
      gap: "틈",
      "knife-edge": "날카로운 모서리",
      facet: "작은 면",
      edge: "짧은 모서리",
      hollowing: "속 비우기",
      cuttable: "연마",
      size: "크기",
      triangles: "삼각형 수",
      "file-size": "파일 크기",
    },
    finding: (finding) => `${measured(finding)}${ADVICE[finding.check]}`,
    nothingFound: (looks) => `${looks}가지를 살폈고 모두 좋아요.`,
  },

  pair: { heading: "두 목소리" },

  drop: "녹음 파일을 여기에 놓아 주세요",

  trouble: {
    kinds: {
      denied: {
        heading: "마이크가 닫혀 있어요",
        text: "이 페이지가 들을 수 있게 허락되지 않았어요. 주소창이나 브라우저 설정에서 마이크를 허용하고 다시 해 보거나, 가지고 있는 녹음을 열어 주세요.",
      },
      "no-microphone": {
        heading: "마이크를 찾을 수 없어요",
        text: "마이크를 꽂고 다시 해 보거나, 가지고 있는 녹음을 열어 주세요.",
      },
      "in-use": {
        heading: "다른 곳에서 마이크를 쓰고 있어요",
        text: "통화 같은 다른 프로그램이 마이크를 잡고 있어요. 그 프로그램을 닫고 다시 해 주세요.",
      },
      "no-output": {
        heading: "소리가 들어오지 않아요",
        text: "어떤 브라우저는 소리를 낼 수 있을 때만 들을 수 있어요. 이어폰이나 스피커를 연결하거나 켠 뒤 다시 해 주세요. 가지고 있는 녹음을 열어도 돼요.",
      },
      "microphone-lost": {
        heading: "마이크가 사라졌어요",
        text: "녹음하는 동안 마이크가 빠졌거나 끊겼어요. 다시 꽂고 해 주세요.",
      },
      "cannot-record-here": {
        heading: "이 브라우저에서는 녹음할 수 없어요",
        text: "녹음하려면 최신 브라우저에서 https로 연 페이지여야 해요. 가지고 있는 녹음을 열면 똑같이 돌이 돼요.",
      },
      "cannot-cut-here": {
        heading: "이 브라우저에서는 돌을 깎을 수 없어요",
        text: "WebAssembly가 없거나 꺼져 있어요. 최신 Chrome, Firefox, Safari, Edge에는 있어요.",
      },
      silent: {
        heading: "아무 소리도 없었어요",
        text: "소리가 하나도 들어오지 않았어요. 마이크가 꺼져 있지 않은지 보거나 다른 마이크를 골라 주세요.",
      },
      "no-voice": {
        heading: "목소리가 들리지 않았어요",
        text: "무언가 들렸지만 목소리는 없었어요. 마이크에 다가오거나 더 조용한 곳에서 해 주세요. 동물의 목소리도 좋아요.",
      },
      "too-short": {
        heading: "너무 짧았어요",
        text: "돌이 되려면 목소리가 적어도 3분의 1초는 있어야 해요. 한 문장이면 더 좋아요.",
      },
      "too-long": {
        heading: "너무 길어요",
        text: "여기에서는 3분까지만 담을 수 있어요. 더 짧은 녹음을 골라 주세요.",
      },
      "unreadable-file": {
        heading: "이 파일은 읽을 수 없어요",
        text: "파일이 망가졌거나 소리 파일이 아닐 수 있어요. WAV, MP3, FLAC, Ogg, Opus, M4A를 읽을 수 있어요.",
      },
      "bad-code": {
        heading: "이 코드에서는 돌이 나오지 않아요",
        text: "오는 길에 글자가 빠졌을 수 있어요. 코드는 한 글자씩 확인하거든요. 처음부터 끝까지 다시 복사하거나, 당신의 돌을 만들어 보세요.",
      },
      fault: {
        heading: "무언가 고장 났어요",
        text: "저희 잘못이에요. 이 기기를 떠난 것은 아무것도 없어요. 페이지를 새로 열고 다시 해 주세요.",
      },
    },
    ways: {
      again: "마이크로 해 보기",
      file: "소리 파일 열기",
      home: "처음으로",
      reload: "페이지 새로 열기",
    },
    detail: "확인된 내용",
  },
  view: {
    noWebGL: "이 브라우저는 돌을 돌릴 수 없어서(WebGL 2 없음) 돌이 멈춰 있어요. 영상을 빼고 나머지는 모두 돼요.",
    drawing: "돌을 그리고 있어요 …",
    still: "돌의 정지 화면",
    lost: "그래픽 장치가 그림을 놓쳤어요. 돌은 무사해요.",
    restore: "다시 그리기",
  },

  announce: {
    ready: "마이크가 열렸어요.",
    recording: "녹음 중이에요. 말해 주세요.",
    paused: "멈췄어요.",
    settled: "돌이 다 자랐어요.",
    cut: "돌을 다 깎았어요.",
    halfMinuteLeft: "30초 남았어요.",
    tenSecondsLeft: "10초 남았어요.",
    clipping: "소리가 너무 커요. 조금 물러나 주세요.",
  },
};

const ADVICE: Readonly<Record<InspectionCheck, string>> = {
  watertight: "구멍을 메워야 해요.",
  manifold: "모서리마다 면이 두 개씩 만나야 해요.",
  oriented: "면을 바깥으로 돌려야 해요.",
  pieces: "떨어진 조각을 이어야 해요.",
  "self-intersections": "서로 뚫고 지나가는 면을 합쳐야 해요.",
  voids: "갇힌 빈 곳을 메우거나 구멍을 내야 해요.",
  "degenerate-triangles": "인쇄에는 지장이 없어요.",
  wall: "더 크게 만들면 벽이 두꺼워져요.",
  gap: "좁은 틈은 메워질 수 있어요. 더 크게 만들어 보세요.",
  "knife-edge": "날카로운 끝은 부러지거나 무뎌질 수 있어요.",
  facet: "이보다 작은 면은 완성된 뒤에 보이지 않아요. 더 크게 만들어 보세요.",
  edge: "이보다 짧은 모서리는 보이지 않아요.",
  hollowing: "속을 비우면 재료와 무게를 아낄 수 있어요.",
  cuttable: "안으로 꺾인 모서리는 연마할 수 없어요. 브릴리언트로 깎아 보세요.",
  size: "보통 만드는 크기를 벗어나요. 크기를 바꿔 보세요.",
  triangles: "출력소에서 받는 수보다 많아요.",
  "file-size": "출력소에서 받는 크기보다 커요.",
};

function measured({ value, limit, unit }: FindingNumbers): string {
  if (value === null || unit === "count" || unit === "bytes") return "";
  const written = (number: number) => (unit === "mm" ? `${number.toFixed(2)}mm` : `${Math.round(number)}°`);
  return limit === null ? `${written(value)}. ` : `${written(value)} (기준 ${written(limit)}). `;
}
