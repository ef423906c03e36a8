import type { RoomApp } from "../app/room-app.js";

/** Which microphone listens; no choice where there is but one. */
export function MicrophoneChoice({ app }: { app: RoomApp }) {
  const words = app.words.value.record;
  const { microphone, microphones } = app.listening;
  if (microphones.value.length < 2) return null;
  return (
    <div class="field">
      <label for="microphone">{words.microphone}</label>
      <select
        id="microphone"
        value={microphone.value}
        onChange={({ currentTarget }) => app.chooseMicrophone(currentTarget.value)}
      >
        {microphones.value.map(({ deviceId, label }, place) => (
          <option key={deviceId} value={deviceId}>
            {label || words.unnamedMicrophone(place + 1)}
          </option>
        ))}
      </select>
    </div>
  );
}
