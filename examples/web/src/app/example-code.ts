/** The stone of the first page: the code of `fixtures/voices/calm-high.wav`, a synthetic woman who speaks slowly and evenly. */
export const EXAMPLE_CODE = "vl0.Tr2MkVSyAIDJuqQCt_N1FBfmdAWoW5qHhxScCyl_jJy30WqeGLyUr-aJcoDpLQ";
