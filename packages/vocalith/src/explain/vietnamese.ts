import type { PhraseBook } from "./phrase-book.js";
import type { BeatReading, Clearness, ColorName, MineralReading } from "./stone-reading.js";

const COLORS: Readonly<Record<ColorName, string>> = {
  blueBlack: "xanh đen",
  violet: "tím thẫm",
  plum: "tím mận",
  ruby: "đỏ hồng ngọc",
  fire: "cam rực như lửa",
  gold: "vàng óng",
  green: "xanh lá non",
  turquoise: "xanh biển",
  rainbow: "cầu vồng",
};

const MINERALS: Readonly<Record<MineralReading["system"], string>> = {
  monoclinic: "xiên về một phía (hệ đơn tà), như thạch cao",
  hexagonal: "sáu cạnh (hệ lục phương), như ngọc lục bảo",
  trigonal: "xoay ba phía (hệ tam phương), như canxit",
  tetragonal: "bốn cạnh (hệ tứ phương), như zircon",
  orthorhombic: "hình thoi (hệ trực thoi), như topaz",
  cubic: "đều cả ba chiều (hệ lập phương), như pyrit và ngọc hồng lựu",
};

const CLEARNESS: Readonly<Record<Clearness, string>> = {
  clear: "Tiếng trong, ít lẫn tạp âm, nên màu đá đậm.",
  between: "Trong tiếng có pha chút hơi thở hoặc tạp âm, nên màu đá nhạt đi đôi chút.",
  veiled: "Hơi thở hoặc chút khàn phủ lên tiếng, nên màu đá nhạt.",
  whispered: "Lời thì thầm chỉ có hơi thở, không có tiếng ngân, nên màu đá lặng nhất.",
};

const decimal = (value: number, digits: number) => value.toFixed(digits).replace(".", ",");
const beatOf = ({ place, seconds }: BeatReading) => {
  const beat = place === 1 ? "nhịp đầu tiên" : `nhịp thứ ${place}`;
  return seconds === undefined ? beat : `${beat} (giây ${decimal(seconds, 1)})`;
};
const semitones = (count: number) => `${Math.round(count)} nửa cung`;

/** Whole sentences in Vietnamese. A beat is nhịp. */
export const vietnamese: PhraseBook = {
  voice: (place) =>
    place === 1
      ? "Hai giọng đã mọc xuyên vào nhau trong viên đá này; trước hết là giọng thứ nhất."
      : "Còn đây là giọng thứ hai, xoay nửa vòng để hai giọng đối mặt nhau.",

  color({ name, heightPercent, cause }) {
    const stone = `Viên đá này mang màu ${COLORS[name]}`;
    if (cause.from === "code") {
      return `${stone}, vì mã của nó đặt giọng ở mức ${heightPercent} trên thang từ 0, trầm như cá voi, đến 100, cao như chim nhỏ: giọng càng trầm, đá càng sẫm.`;
    }
    if (cause.from === "song") {
      return `${stone}, vì tiếng ca nằm quanh mức rung ${Math.round(cause.noteHz)} lần mỗi giây: càng trầm thì đá càng sẫm, càng cao thì đá càng sáng.`;
    }
    const { tubeCm, lowNoteHz } = cause;
    const tube = `cổ họng và khoang miệng vang như một chiếc ống dài ${decimal(tubeCm ?? 0, 1)} cm`;
    const note = `những nốt thấp rung chừng ${Math.round(lowNoteHz ?? 0)} lần mỗi giây`;
    if (tubeCm !== undefined && lowNoteHz !== undefined) {
      return `${stone}: ${tube}, còn ${note}. Ống càng dài, nốt càng thấp thì đá càng sẫm.`;
    }
    if (tubeCm !== undefined) return `${stone}: ${tube}. Ống càng dài thì đá càng sẫm.`;
    if (lowNoteHz !== undefined) return `${stone}: ${note}. Nốt càng thấp thì đá càng sẫm.`;
    return `${stone}: không đo được cao độ, cũng không đo được độ dài của cổ họng và khoang miệng, nên màu dừng ở khoảng giữa.`;
  },

  clearness: (clearness) => CLEARNESS[clearness],

  mineral({ system, angleDegrees, isGrown, facets }, singer) {
    if (!isGrown) {
      return `Viên đá không tự mọc mà được cắt thành ${facets} mặt; góc cắt đến từ những gì còn mãi trong giọng này, tỉ lệ đến từ lần cất tiếng này.`;
    }
    if (singer !== "person") {
      return `Nó mọc thành tinh thể ${MINERALS[system]}, loại chỉ có ở những giọng trong âm vực của ${singer === "bird" ? "loài chim" : "cá voi"}.`;
    }
    return `Nó mọc thành tinh thể ${MINERALS[system]}, và những mặt nhỏ đầu tiên nghiêng ${decimal(angleDegrees ?? 0, 1)}° so với mặt bên gần nhất. Các góc ấy là của riêng người nói: cũng giọng này mà nói câu khác thì đá mọc dáng khác, còn góc vẫn ở gần những góc này.`;
  },

  whole({ excitementPercent, beats, brokenOut }, isGrown) {
    const scale = `trên thang từ 0, bình lặng, đến 100, vỡ òa, giọng này ở mức ${excitementPercent}`;
    if (!isGrown) return `Về độ sôi nổi thì ${scale}.`;
    if (brokenOut === 0) {
      return `Đá liền một khối: ${scale}, nên ${beats === 1 ? "nhịp duy nhất còn nguyên vẹn" : `cả ${beats} nhịp vẫn ở bên nhau`}.`;
    }
    const opening = 2 * brokenOut > beats ? "Cảm xúc đã tách viên đá ra" : "Viên đá bắt đầu hé mở";
    const spiral =
      brokenOut > 2
        ? " Hãy đi một vòng quanh đá: các tinh thể nối nhau theo đường xoắn ốc, đúng thứ tự thời gian."
        : "";
    return `${opening}: ${scale}, và ${brokenOut} trong ${beats} nhịp đã bật khỏi phần lõi thành tinh thể riêng.${spiral}`;
  },

  height({ kind, ratio, beats, beatSeconds }) {
    if (kind === "spread") {
      return `Chiều cao chỉ bằng ${decimal(ratio, 1)} lần bề rộng, vì cảm xúc làm các tinh thể ngả ra ngoài.`;
    }
    const shape = { tall: "Dáng đá cao", even: "Dáng đá cân đối", squat: "Dáng đá thấp" }[kind];
    return `${shape}, chiều cao bằng ${decimal(ratio, 1)} lần bề rộng: ${beats} nhịp, mỗi nhịp chừng ${decimal(beatSeconds, 2)} giây. Chậm và dài thì đá mọc cao, nhanh và ngắn thì đá thấp.`;
  },

  tip({ kind, fallSemitones }) {
    if (kind === "blunt") {
      return `Ngọn đá phẳng, vì từ đầu đến cuối giọng hạ dần chừng ${semitones(fallSemitones ?? 0)}.`;
    }
    if (fallSemitones === undefined) return "Ngọn đá nhọn, vì ở cuối không có giai điệu nào hạ xuống để mài nó.";
    if (fallSemitones < -1) return `Ngọn đá nhọn: từ đầu đến cuối giọng lên dần chừng ${semitones(-fallSemitones)}.`;
    return "Ngọn đá nhọn: từ đầu đến cuối giọng giữ nguyên cao độ.";
  },

  sides({ highest }) {
    const way = "Đi một vòng quanh đá là đi qua bản ghi âm từ đầu đến cuối";
    if (highest === undefined) return `${way}; giai điệu hầu như không đổi nên các mặt bên khá đều.`;
    return `${way}: giai điệu vượt lên khỏi dòng chung đến đâu, mặt bên nhô ra đến đó, nhiều nhất là ở ${beatOf(highest)}.`;
  },

  longest({ beat, isStrongest, lengthMm }) {
    const why = isStrongest ? "không nhịp nào mạnh hơn" : "nhịp ấy mạnh và ngân dài";
    return `Tinh thể dài nhất, ${Math.round(lengthMm)} mm, là ${beatOf(beat)}: ${why}.`;
  },

  smallFaces({ brightest, isRough }, isGrown, singer) {
    const sounds = singer === "person" ? "tối như “u” hay sáng như “i” và “x”" : "tối hay sáng";
    const told = `Những mặt nhỏ kể về sắc của tiếng, ${sounds}`;
    const where = isGrown && brightest !== undefined ? `; chúng ăn sâu nhất quanh ${beatOf(brightest)}` : "";
    const rough = isGrown && isRough ? " Tiếng khàn hoặc nhiều hơi làm vài mặt bên lõm vào." : "";
    return `${told}${where}.${rough}`;
  },

  question({ about, beat, beats, hasVoice }) {
    const again = hasVoice ? "Hãy nghe lại" : "Nếu còn bản ghi âm, hãy nghe lại";
    const at = beat === undefined ? "" : beatOf(beat);
    const questions: Readonly<Record<typeof about, string>> = {
      twin: `${again} cả hai: giọng nào nhường giọng nào, và ở đâu?`,
      single: `${again}: trong nhịp duy nhất này, điều gì chuyển động, điều gì đứng yên?`,
      whisper: `${again} ${at}: không có tiếng ngân nào, vậy nhờ đâu bạn nhận ra lời?`,
      song: `${again} ${at}, cao nhất trong ${beats} nhịp: đó là tiếng gọi hay tiếng đáp?`,
      longest: `${again} ${at}: vì sao giọng lại dồn sức đúng vào chỗ ấy?`,
      fall: `${again} đoạn cuối: bạn có nghe giọng lắng xuống không?`,
      rise: `${again} đoạn cuối: đó là câu hỏi, hay chỉ là lời còn bỏ ngỏ?`,
      highest: `${again} ${at}, chỗ giai điệu nổi lên rõ nhất: nếu là bạn, bạn có nhấn vào đó không?`,
      brightest: `${again} ${at}: tiếng nào ở đó mà sáng đến thế?`,
      level: `${again}: thoạt nghe thì đều, nhưng trong ${beats} nhịp, nhịp nào nặng nhất?`,
    };
    return questions[about];
  },
};
