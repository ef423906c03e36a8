import type { InspectionCheck } from "@vocalith/geometry";
import type { FindingNumbers, Words } from "./words.js";

const decimal = (value: number, digits: number) => value.toFixed(digits).replace(".", ",");
const box = (sizeMm: readonly number[]) => `${sizeMm.map((side) => decimal(side, 1)).join(" × ")} mm`;

/** The page in Vietnamese. */
export const vietnamese: Words = {
  title: "vocalith: giọng nói hóa thành đá",
  languageLabel: "Ngôn ngữ",

  welcome: {
    heading: "Giọng nói hóa\u00a0thành\u00a0đá",
    lead: "Hãy nói đôi lời: cách giọng bạn ngân lên, trầm xuống sẽ mọc thành một tinh thể mà không giọng nào khác có được.",
    privacy: "Giọng của bạn không bao giờ rời thiết bị này.",
    record: "Ghi âm giọng của bạn",
    openFile: "Mở tệp âm thanh",
    example: "Một giọng cao, điềm tĩnh",
    exampleNote: "Cắt từ một mã vài chữ, không cần bản ghi âm",
  },
  credit: {
    before: "Lấy cảm hứng từ tác phẩm ",
    after: " của Harry Yeff và Trung Bao; không liên kết với tác phẩm ấy.",
    typeface: "Kiểu chữ Newsreader (OFL)",
  },

  record: {
    askingHeading: "Cho phép lắng nghe chứ?",
    askingText: "Trình duyệt đang xin phép dùng micrô. Những gì nghe được chỉ ở lại trên thiết bị này.",
    readyHeading: "Đang lắng nghe",
    readyText: "Hãy nói một điều của riêng bạn, như đang nói với ai đó. Một câu là đủ; có thể nói đến ba phút.",
    microphone: "Micrô",
    unnamedMicrophone: (place) => `Micrô ${place}`,
    begin: "Bắt đầu",
    counting: "Bắt đầu sau",
    countLeft: (left) => `${left}`,
    recording: "Đang ghi âm",
    paused: "Tạm dừng",
    elapsed: "Thời gian đã ghi",
    remaining: (time) => `còn ${time}`,
    time: (seconds) => {
      const minutes = Math.floor(seconds / 60);
      const rest = Math.floor(seconds % 60);
      return `${minutes > 0 ? `${minutes} phút ` : ""}${rest} giây`;
    },
    level: "Mức âm thanh",
    levelValue: (peakDb) => `${Math.round(peakDb)} đề-xi-ben`,
    levelSilent: "chưa nghe thấy gì",
    clipping: "To quá: hãy lùi lại một chút.",
    quiet: "Nhỏ quá: hãy lại gần hơn một chút.",
    pause: "Tạm dừng",
    resume: "Tiếp tục",
    stop: "Xong",
    retake: "Ghi lại từ đầu",
    leave: "Rời khỏi",
    settlingHeading: "Đá đang lắng lại",
    settlingText: "Cả bản ghi âm đang hóa thành viên đá của nó.",
  },

  cutting: {
    fromFile: "Đang nghe tệp",
    fromCode: "Đang cắt đá từ mã",
    progress: "Tiến độ",
    text: "Mọi việc đều diễn ra trên thiết bị này.",
  },

  stone: {
    heading: {
      voice: "Giọng của bạn, hóa\u00a0thành\u00a0đá",
      file: "Giọng này, hóa\u00a0thành\u00a0đá",
      code: "Viên đá từ\u00a0một\u00a0mã",
      twin: "Hai giọng, một\u00a0viên\u00a0đá",
    },
    summary: ({ crystals, facets, sizeMm }) =>
      `${crystals === 1 ? "Một tinh thể" : `${crystals} tinh thể`}, ${facets} mặt, ${box(sizeMm)}`,
    viewer: "Viên đá",
    viewerHint: "Kéo hoặc dùng phím mũi tên để xoay; + và − để lại gần.",
    viewerTouchHint: "Kéo để xoay.",
    crystalHint: "Chọn một tinh thể để nghe nhịp của nó.",
    form: "Xem dưới dạng",
    formStone: "Đá",
    formParticles: "Hạt",
    turn: "Xoay chậm",
    again: "Một giọng khác",
    putAway: "Giọng vừa rồi, còn một phút:",
    bringBack: "Lấy lại",
    clipped: (percent) =>
      `Micrô bị quá tải ở ${percent < 1 ? "chưa đến 1" : Math.round(percent)} % bản ghi âm. Viên đá vẫn đúng; đứng xa hơn một bước thì màu sẽ trong hơn.`,
  },

  listen: {
    heading: "Nghe lại",
    play: "Phát",
    pause: "Dừng",
    position: "Vị trí trong bản ghi âm",
    positionValue: (now, whole) => `${now} trên ${whole}`,
    hint: "Tinh thể đang vang sẽ sáng lên.",
    cannotPlay: "Trình duyệt này không phát lại được tệp; viên đá vẫn được cắt từ chính tệp ấy.",
  },

  explain: { heading: "Vì sao đá như thế", waiting: "Đang đọc viên đá …" },

  making: {
    heading: "Làm thành vật thật",
    cut: "Kiểu cắt",
    cuts: {
      crystal: { name: "Tinh thể", what: "như khoáng vật mọc" },
      brilliant: { name: "Giác cắt", what: "như đá quý được mài" },
    },
    size: "Cạnh dài nhất",
    sizeValue: (sizeMm) => `${sizeMm} mm`,
    material: "Chất liệu",
    processes: { print: "In 3D", cast: "Đúc kim loại", cut: "Mài từ đá" },
    materials: {
      resin: "Nhựa resin",
      castable: "Nhựa đúc mẫu chảy",
      nylon: "Nylon",
      silver: "Bạc 925",
      gold: "Vàng 18K",
      "gold-14k": "Vàng 14K",
      platinum: "Bạch kim 950",
      brass: "Đồng thau",
      bronze: "Đồng thiếc",
      quartz: "Thạch anh",
      beryl: "Beryl",
      tourmaline: "Tourmaline",
      topaz: "Topaz",
      sapphire: "Sapphire",
      zirconia: "Zirconia",
      diamond: "Kim cương",
      glass: "Thủy tinh quang học",
    },
    verdict: {
      ok: "Làm được ngay như thế này",
      advice: "Làm được, và có thể tốt hơn",
      warning: "Làm được, nếu cẩn thận",
      fault: "Không làm được như thế này",
    },
    inspecting: "Đang đo thành, cạnh và mặt …",
    recutting: "Đang cắt …",
    weight: (grams, carats) => (carats === null ? `${decimal(grams, 1)} g` : `${decimal(carats, 1)} carat`),
    measures: box,
    checks: {
      watertight: "Bề mặt kín",
      manifold: "Mối nối cạnh",
      oriented: "Hướng mặt",
      pieces: "Số mảnh",
      "self-intersections": "Mặt cắt nhau",
      voids: "Khoang rỗng",
      "degenerate-triangles": "Tam giác không diện tích",
      wall: "Độ dày thành",
      gap: "Khe hở",
      "knife-edge": "Cạnh sắc",
      facet: "Mặt nhỏ",
      edge: "Cạnh ngắn",
      hollowing: "Làm rỗng",
      cuttable: "Mài",
      size: "Kích thước",
      triangles: "Số tam giác",
      "file-size": "Dung lượng tệp",
    },
    finding: (finding) => `${measured(finding)}${ADVICE[finding.check]}`,
    nothingFound: (looks) => `Cả ${looks} phép kiểm tra đều tốt.`,
  },

  pair: { heading: "Hai giọng" },

  drop: "Thả bản ghi âm vào đây",

  trouble: {
    kinds: {
      denied: {
        heading: "Micrô vẫn đóng",
        text: "Trang này chưa được phép lắng nghe. Hãy cho phép micrô ở thanh địa chỉ hoặc trong cài đặt trình duyệt rồi thử lại; hoặc mở một bản ghi âm có sẵn.",
      },
      "no-microphone": {
        heading: "Không tìm thấy micrô",
        text: "Hãy cắm micrô rồi thử lại, hoặc mở một bản ghi âm có sẵn.",
      },
      "in-use": {
        heading: "Micrô đang bận",
        text: "Một chương trình khác, có thể là một cuộc gọi, đang giữ micrô. Hãy đóng nó rồi thử lại.",
      },
      "no-output": {
        heading: "Không có âm thanh nào đi vào",
        text: "Có trình duyệt chỉ nghe được khi nó cũng phát được âm thanh. Hãy cắm hoặc bật tai nghe hay loa rồi thử lại; hoặc mở một bản ghi âm có sẵn.",
      },
      "microphone-lost": {
        heading: "Micrô đã mất",
        text: "Micrô bị rút ra hoặc ngắt trong lúc ghi. Hãy cắm lại rồi thử lần nữa.",
      },
      "cannot-record-here": {
        heading: "Trình duyệt này không ghi âm được ở đây",
        text: "Muốn ghi âm cần một trình duyệt mới và trang mở qua https. Hãy mở một bản ghi âm có sẵn: nó cũng hóa thành đá như vậy.",
      },
      "cannot-cut-here": {
        heading: "Trình duyệt này không cắt được đá",
        text: "WebAssembly thiếu hoặc đang tắt. Chrome, Firefox, Safari hay Edge bản mới đều có.",
      },
      silent: {
        heading: "Chỉ có im lặng",
        text: "Không một tiếng nào lọt vào. Hãy xem micrô có bị tắt tiếng không, hoặc chọn micrô khác.",
      },
      "no-voice": {
        heading: "Không nghe thấy giọng nào",
        text: "Có tiếng động, nhưng không có giọng. Hãy lại gần micrô hoặc tìm chỗ yên tĩnh hơn. Giọng nào cũng được, kể cả của loài vật.",
      },
      "too-short": {
        heading: "Ngắn quá",
        text: "Một viên đá cần ít nhất một phần ba giây có giọng; một câu thì đá đẹp hơn.",
      },
      "too-long": {
        heading: "Dài quá",
        text: "Ở đây bản ghi âm dài nhất là ba phút. Hãy chọn một bản ngắn hơn.",
      },
      "unreadable-file": {
        heading: "Không đọc được tệp này",
        text: "Có thể tệp đã hỏng hoặc không phải âm thanh. Đọc được WAV, MP3, FLAC, Ogg, Opus và M4A.",
      },
      "bad-code": {
        heading: "Mã này không cắt ra viên đá nào",
        text: "Có lẽ một chữ đã rơi mất trên đường: mã được kiểm tra từng chữ. Hãy chép lại trọn vẹn, hoặc làm một viên đá của riêng bạn.",
      },
      fault: {
        heading: "Có gì đó bị hỏng",
        text: "Lỗi là của chúng tôi. Không có gì rời khỏi thiết bị này. Hãy tải lại trang rồi thử lần nữa.",
      },
    },
    ways: {
      again: "Thử micrô",
      file: "Mở tệp âm thanh",
      home: "Về trang đầu",
      reload: "Tải lại trang",
    },
    detail: "Điều đã gặp",
  },
  view: {
    noWebGL:
      "Trình duyệt này không xoay được viên đá (thiếu WebGL 2) nên đá đứng yên. Ngoài phim ra, mọi thứ khác vẫn dùng được.",
    drawing: "Đang vẽ viên đá …",
    still: "Viên đá, hình tĩnh",
    lost: "Bộ xử lý đồ họa đã làm mất hình. Viên đá vẫn còn nguyên.",
    restore: "Vẽ lại",
  },

  announce: {
    ready: "Micrô đã mở.",
    recording: "Đang ghi âm. Hãy nói.",
    paused: "Đã tạm dừng.",
    settled: "Viên đá đã xong.",
    cut: "Đá đã cắt xong.",
    halfMinuteLeft: "Còn nửa phút.",
    tenSecondsLeft: "Còn mười giây.",
    clipping: "To quá: hãy lùi lại một chút.",
  },
};

const ADVICE: Readonly<Record<InspectionCheck, string>> = {
  watertight: "Cần bịt các lỗ hở.",
  manifold: "Mỗi cạnh phải nối đúng hai mặt.",
  oriented: "Cần quay các mặt ra ngoài.",
  pieces: "Cần nối các mảnh rời.",
  "self-intersections": "Cần hợp nhất các mặt xuyên qua nhau.",
  voids: "Cần lấp hoặc khoan thông khoang rỗng.",
  "degenerate-triangles": "Không ảnh hưởng đến việc in.",
  wall: "Làm lớn hơn thì thành sẽ dày hơn.",
  gap: "Khe hẹp có thể bị bít; hãy làm lớn hơn.",
  "knife-edge": "Đầu nhọn có thể gãy hoặc cùn đi.",
  facet: "Mặt nhỏ hơn mức này sẽ không thấy trên thành phẩm; hãy làm lớn hơn.",
  edge: "Cạnh ngắn hơn mức này sẽ không thấy được.",
  hollowing: "Làm rỗng ruột sẽ đỡ tốn chất liệu và nhẹ hơn.",
  cuttable: "Không mài được các góc lõm; hãy thử kiểu giác cắt.",
  size: "Vượt ngoài cỡ thường làm; hãy đổi kích thước.",
  triangles: "Nhiều hơn mức dịch vụ in nhận.",
  "file-size": "Lớn hơn mức dịch vụ in nhận.",
};

function measured({ value, limit, unit }: FindingNumbers): string {
  if (value === null || unit === "count" || unit === "bytes") return "";
  const written = (number: number) => (unit === "mm" ? `${decimal(number, 2)} mm` : `${Math.round(number)}°`);
  return limit === null ? `${written(value)}. ` : `${written(value)} (mức cần ${written(limit)}). `;
}
