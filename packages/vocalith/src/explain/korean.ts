import type { PhraseBook } from "./phrase-book.js";
import type { BeatReading, Clearness, ColorName, MineralReading } from "./stone-reading.js";

const COLORS: Readonly<Record<ColorName, string>> = {
  blueBlack: "검푸른 빛",
  violet: "짙은 보랏빛",
  plum: "자둣빛",
  ruby: "루비 같은 붉은빛",
  fire: "불꽃 같은 주홍빛",
  gold: "금빛",
  green: "새잎 같은 초록빛",
  turquoise: "바다 같은 청록빛",
  rainbow: "무지갯빛",
};

const MINERALS: Readonly<Record<MineralReading["system"], string>> = {
  monoclinic: "석고처럼 비스듬한 결정(단사정계)",
  hexagonal: "에메랄드처럼 여섯모 난 결정(육방정계)",
  trigonal: "방해석처럼 세 방향으로 도는 결정(삼방정계)",
  tetragonal: "지르콘처럼 네모난 결정(정방정계)",
  orthorhombic: "토파즈처럼 마름모꼴인 결정(사방정계)",
  cubic: "황철석이나 석류석처럼 세 방향이 똑같은 결정(등축정계)",
};

const CLEARNESS: Readonly<Record<Clearness, string>> = {
  clear: "소리가 맑고 잡음이 적어서 빛깔이 진해요.",
  between: "소리에 숨이나 잡음이 조금 섞여서 빛깔도 조금 옅어졌어요.",
  veiled: "숨소리나 거친 결이 소리를 감싸서 빛깔이 옅어요.",
  whispered: "속삭임에는 음이 없고 숨뿐이라서, 빛깔이 가장 잔잔해요.",
};

/** Ends in a vowel, so that every particle after it is known. */
const beatOf = ({ place, seconds }: BeatReading) =>
  `${seconds === undefined ? "" : `${seconds.toFixed(1)}초쯤에 나오는 `}${place === 1 ? "첫" : place}${place === 1 ? " " : ""}번째 마디`;
const semitones = (count: number) => `반음 ${Math.round(count)}개`;

/** Whole sentences in Korean, in the polite informal style. A beat is 마디. */
export const korean: PhraseBook = {
  voice: (place) =>
    place === 1
      ? "두 목소리가 서로 파고들며 자란 돌이에요. 먼저 첫 번째 목소리예요."
      : "다음은 두 번째 목소리예요. 둘이 마주 보도록 반 바퀴 돌아 서 있어요.",

  color({ name, heightPercent, cause }) {
    const stone = `이 돌은 ${COLORS[name]}이에요.`;
    if (cause.from === "code") {
      return `${stone} 고래처럼 깊은 소리를 0, 작은 새처럼 높은 소리를 100이라고 하면, 코드에 적힌 이 목소리는 ${heightPercent}에 놓여요. 깊을수록 돌이 어두워요.`;
    }
    if (cause.from === "song") {
      return `${stone} 노래가 1초에 ${Math.round(cause.noteHz)}번쯤 떨리는 높이에 있거든요. 노래가 낮을수록 돌은 어둡고, 높을수록 밝아요.`;
    }
    const { tubeCm, lowNoteHz } = cause;
    const tube = `목과 입이 길이 ${tubeCm?.toFixed(1)}cm인 관처럼 울`;
    const note = `낮은 음은 1초에 ${Math.round(lowNoteHz ?? 0)}번쯤 떨려요`;
    if (tubeCm !== undefined && lowNoteHz !== undefined) {
      return `${stone} ${tube}리고, ${note}. 관이 길고 음이 낮을수록 돌이 어두워요.`;
    }
    if (tubeCm !== undefined) return `${stone} ${tube}려요. 관이 길수록 돌이 어두워요.`;
    if (lowNoteHz !== undefined) return `${stone} ${note}. 음이 낮을수록 돌이 어두워요.`;
    return `${stone} 음의 높이도, 목과 입의 길이도 잴 수 없어서 가운데 빛깔에 머물렀어요.`;
  },

  clearness: (clearness) => CLEARNESS[clearness],

  mineral({ system, angleDegrees, isGrown, facets }, singer) {
    if (!isGrown) {
      return `저절로 자란 돌이 아니라 면 ${facets}개로 깎은 돌이에요. 깎은 각도는 이 목소리에 늘 남아 있는 것에서, 비율은 이번에 낸 소리에서 왔어요.`;
    }
    if (singer !== "person") {
      return `${MINERALS[system]}이에요. ${singer === "bird" ? "새" : "고래"}의 음역에서 나는 소리만 이런 결정이 돼요.`;
    }
    return `${MINERALS[system]}이에요. 첫 번째 작은 면은 가장 가까운 옆면에서 ${angleDegrees?.toFixed(1)}° 기울어 있어요. 이 각도는 말하는 사람의 것이라서, 같은 목소리로 다른 말을 하면 모양은 달라져도 각도는 이 가까이에 머물러요.`;
  },

  whole({ excitementPercent, beats, brokenOut }, isGrown) {
    const scale = `차분함을 0, 터질 듯한 흥분을 100이라고 하면 이 목소리는 ${excitementPercent}에 있어요.`;
    if (!isGrown) return scale;
    if (brokenOut === 0) {
      const kept = beats === 1 ? "한 마디가 그대로 돌 하나가 되었어요." : `마디 ${beats}개가 모두 함께 남았어요.`;
      return `쪼개지지 않은 하나의 돌이에요. ${scale} 그래서 ${kept}`;
    }
    const opening = 2 * brokenOut > beats ? "흥분이 돌을 갈라 놓았어요." : "돌이 조금씩 벌어지기 시작했어요.";
    const broke =
      brokenOut === 1
        ? `마디 ${beats}개 가운데 1개가 몸돌 밖으로 나와 따로 결정이 되었어요.`
        : `마디 ${beats}개 가운데 ${brokenOut}개가 몸돌 밖으로 나와 저마다 결정이 되었어요.`;
    const spiral = brokenOut > 2 ? " 둘레를 한 바퀴 걸어 보세요. 결정들이 시간 순서대로 나선을 그리며 서 있어요." : "";
    return `${opening} ${scale} ${broke}${spiral}`;
  },

  height({ kind, ratio, beats, beatSeconds }) {
    if (kind === "spread") {
      return `흥분이 결정들을 바깥으로 기울여서, 높이가 너비의 ${ratio.toFixed(1)}배밖에 안 돼요.`;
    }
    const shape = { tall: "키가 큰 돌이에요", even: "높이와 너비가 비슷해요", squat: "나지막한 돌이에요" }[kind];
    return `${shape}. 높이가 너비의 ${ratio.toFixed(1)}배예요. 마디는 모두 ${beats}개, 하나에 ${beatSeconds.toFixed(2)}초쯤 걸려요. 느리고 긴 소리는 높이 자라고, 빠르고 짧은 소리는 낮게 머물러요.`;
  },

  tip({ kind, fallSemitones }) {
    if (kind === "blunt") {
      return `끝이 평평해요. 목소리가 처음부터 끝까지 대체로 ${semitones(fallSemitones ?? 0)}만큼 내려앉거든요.`;
    }
    if (fallSemitones === undefined) return "끝이 뾰족해요. 끝을 누그러뜨릴 내려가는 가락이 없거든요.";
    if (fallSemitones < -1)
      return `끝이 뾰족해요. 목소리가 처음부터 끝까지 대체로 ${semitones(-fallSemitones)}만큼 올라가거든요.`;
    return "끝이 뾰족해요. 목소리가 처음부터 끝까지 높이를 지키거든요.";
  },

  sides({ highest }) {
    const way = "돌을 한 바퀴 도는 것은 소리를 처음부터 끝까지 한 번 따라가는 것과 같아요.";
    if (highest === undefined) return `${way} 가락이 거의 움직이지 않아서 옆면도 고르게 서 있어요.`;
    return `${way} 가락이 제 흐름보다 올라가는 곳에서 옆면이 앞으로 나오는데, ${beatOf(highest)}에서 가장 많이 올라가요.`;
  },

  longest({ beat, isStrongest, lengthMm }) {
    const why = isStrongest ? "이보다 힘찬 마디는 없었어요." : "힘 있게, 길게 이어진 마디예요.";
    return `가장 긴 결정은 ${Math.round(lengthMm)}mm로, ${beatOf(beat)}에서 자랐어요. ${why}`;
  },

  smallFaces({ brightest, isRough }, isGrown, singer) {
    const sounds = singer === "person" ? "‘우’처럼 어두운지, ‘이’나 ‘스’처럼 밝은지를요." : "어두운지 밝은지를요.";
    const told = `작은 면들은 소리의 빛깔을 들려줘요. ${sounds}`;
    const where = isGrown && brightest !== undefined ? ` 면은 ${beatOf(brightest)} 둘레에서 가장 깊어요.` : "";
    const rough = isGrown && isRough ? " 소리가 거칠거나 숨이 많아서 옆면이 군데군데 들어가 있어요." : "";
    return `${told}${where}${rough}`;
  },

  question({ about, beat, beats, hasVoice }) {
    const at = beat === undefined ? "" : beatOf(beat);
    const listen = (what: string) => `${hasVoice ? "" : "녹음이 있다면 "}${what}다시 한번 들어 보세요.`;
    const questions: Readonly<Record<typeof about, string>> = {
      twin: `${listen("두 목소리를 함께 ")} 어디에서, 어느 목소리가 다른 목소리에 자리를 내어 주나요?`,
      single: `${listen("")} 이 한 마디 안에서 무엇이 움직이고, 무엇이 그대로 있나요?`,
      whisper: `${listen(`${at}를 `)} 음이 하나도 없는데, 무엇으로 그 말을 알아듣나요?`,
      song: `${listen(`마디 ${beats}개 가운데 가장 높은, ${at}를 `)} 부르는 소리 같나요, 대답하는 소리 같나요?`,
      longest: `${listen(`${at}를 `)} 왜 하필 그 자리에 힘을 실었을까요?`,
      fall: `${listen("끝부분을 ")} 목소리가 내려앉는 것이 들리나요?`,
      rise: `${listen("끝부분을 ")} 묻는 소리일까요, 아니면 그저 열어 둔 소리일까요?`,
      highest: `${listen(`가락이 가장 두드러지는 곳, ${at}를 `)} 당신이라면 그 자리에 힘을 주었을까요?`,
      brightest: `${listen(`${at}를 `)} 거기서 그렇게 밝은 소리는 무엇인가요?`,
      level: `${listen("")} 고르게 들리지만, 마디 ${beats}개 가운데 어느 것이 가장 무거운가요?`,
    };
    return questions[about];
  },
};
