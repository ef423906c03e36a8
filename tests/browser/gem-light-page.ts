// Runs in browsers, not in Node: draws gems with the material and the particles as an artist's scene does, and tells what was seen.
import { FABRICATED, intersectHalfSpaces } from "@vocalith/geometry";
import {
  type GemBody,
  type GemMaterial,
  gemMaterial,
  oklchToLinearSrgb,
  particlePoints,
  toBufferGeometry,
} from "@vocalith/three";
import { Mesh, MeshBasicMaterial, type Object3D, PerspectiveCamera, Scene, WebGLRenderer } from "three";

/** Pixels on a side of every picture. */
export const SIZE_PX = 96;
export const HUE_DEGREES = 305;
/** From so many sides it is seen how edges finer than a pixel look. */
export const SPARK_TURNS = 6;

/** What a browser saw: RGBA bytes of each picture in base 64, top row last; or why it could not look. */
export type Seen = { readonly pictures: Readonly<Record<string, string>> } | { readonly unable: string };

/** Draws everything that is looked at. */
export async function answer(): Promise<Seen> {
  let renderer: WebGLRenderer;
  try {
    renderer = new WebGLRenderer({ antialias: false, preserveDrawingBuffer: true });
  } catch (error) {
    return { unable: String(error) };
  }
  const faults: string[] = [];
  renderer.debug.onShaderError = (gl, program, vertex, fragment) => {
    faults.push([gl.getProgramInfoLog(program), gl.getShaderInfoLog(vertex), gl.getShaderInfoLog(fragment)].join("\n"));
  };
  renderer.setPixelRatio(1);
  renderer.setSize(SIZE_PX, SIZE_PX);
  const pictures: Record<string, string> = {};
  const draw = (name: string, objects: readonly Object3D[], distance = 5.2, radius = 1): void => {
    const scene = new Scene();
    scene.add(...objects);
    const camera = new PerspectiveCamera(26, 1, 0.1 * radius, 100 * radius);
    camera.position.set(0, 1.1 * radius, distance * radius);
    camera.lookAt(0, 0, 0);
    renderer.render(scene, camera);
    const gl = renderer.getContext();
    const pixels = new Uint8Array(4 * SIZE_PX * SIZE_PX);
    gl.readPixels(0, 0, SIZE_PX, SIZE_PX, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    let text = "";
    for (const value of pixels) text += String.fromCharCode(value);
    pictures[name] = btoa(text);
  };

  const whole = gemOf([prism(0, 0, 0, 1)]);
  draw("stone", [standing(whole)]);
  draw("stone turned", [standing(whole, { turn: 0.4 })]);
  draw("stone turned by a hair", [standing(whole, { turn: 1e-4 })]);
  draw("stone a thousand times as large", [standing(whole, { scale: 1000 })], 5.2, 1000);
  const least = standing(whole);
  least.material.uniforms.bounceLimit.value = 1;
  draw("stone at one reflection", [least]);

  const few = gemOf(Array.from({ length: 9 }, (_, place) => branch(place)));
  for (const edgePixels of [0, 1]) {
    for (let turn = 0; turn < SPARK_TURNS; turn++) {
      const stone = standing(few, { turn: 0.7 * turn });
      stone.material.uniforms.edgePixels.value = edgePixels;
      draw(`spray at turn ${turn}, edges ${edgePixels} pixels wide`, [stone], 7);
    }
  }

  // Two stones: each as it is alone.
  const [left, right] = [
    () => standing(whole, { x: -0.8, scale: 0.7 }),
    () => standing(gemOf([prism(0, 0, 0, 1)], 25), { x: 0.8, scale: 0.7 }),
  ];
  draw("two stones", [left(), right()]);
  draw("left stone", [left()]);
  draw("right stone", [right()]);

  const covered = (name: string, gem: GemBody): void => {
    const plain = new Mesh(toBufferGeometry(gem), new MeshBasicMaterial());
    plain.rotation.x = -Math.PI / 2;
    draw(`covered by ${name}`, [plain]);
  };
  const spray = gemOf(Array.from({ length: 64 }, (_, place) => branch(place)));
  draw("spray of 64", [standing(spray)]);
  draw("spray", [standing(few)]);
  const sounding = standing(few);
  sounding.material.uniforms.soundingCrystal.value = 3;
  sounding.material.uniforms.soundingLight.value = 1;
  draw("spray with one crystal sounding", [sounding]);
  const growing = standing(few);
  growing.material.uniforms.growth.value = 0.4;
  draw("spray half grown", [growing]);

  covered("stone", whole);
  covered("spray of 64", spray);
  covered("spray", few);
  const block = gemOf([box(0, 0, -0.4, 0.5, 0.5, 0.5)]);
  draw("block", [standing(block)]);
  const pendant = withBail(block);
  draw("block with a bail", [standing(pendant)]);
  covered("block with a bail", pendant);

  const cloud = particlePoints(lineOfParticles(20_000));
  cloud.rotation.x = -Math.PI / 2;
  draw("cloud", [cloud]);
  cloud.material.uniforms.soundSeconds.value = 0.25;
  draw("cloud while the first quarter sounds", [cloud]);
  renderer.dispose();
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return { pictures };
}

function standing(
  gem: GemBody,
  { turn = 0, scale = 1, x = 0 }: { turn?: number; scale?: number; x?: number } = {},
): Mesh<ReturnType<typeof toBufferGeometry>, GemMaterial> {
  const stone = new Mesh(toBufferGeometry(gem), gemMaterial(gem));
  stone.rotation.set(-Math.PI / 2, 0, turn);
  stone.scale.setScalar(scale);
  stone.position.x = x;
  return stone;
}

/** Four numbers a half-space of a hexagonal prism with unequal pyramids, about a point, with its axis leaning by so much in x and y. */
function prism(x: number, y: number, z: number, size: number, lean: readonly [number, number] = [0, 0]): Float64Array {
  const planes: number[] = [];
  const length = Math.hypot(lean[0], lean[1], 1);
  const axis = [lean[0] / length, lean[1] / length, 1 / length] as const;
  const add = (nx: number, ny: number, nz: number, distance: number): void => {
    // The frame about the axis: two directions across (Duff et al. 2017).
    const a = -1 / (1 + axis[2]);
    const b = axis[0] * axis[1] * a;
    const normal = [
      nx * (1 + axis[0] * axis[0] * a) + ny * b + nz * axis[0],
      nx * b + ny * (1 + axis[1] * axis[1] * a) + nz * axis[1],
      -nx * axis[0] - ny * axis[1] + nz * axis[2],
    ] as const;
    planes.push(...normal, distance * size + normal[0] * x + normal[1] * y + normal[2] * z);
  };
  for (let side = 0; side < 6; side++) {
    const turn = (side * Math.PI) / 3 + 0.2;
    add(Math.cos(turn), Math.sin(turn), 0, 0.5 + 0.03 * ((side * 5) % 3));
    const [across, up] = [0.75, Math.sqrt(1 - 0.75 * 0.75)];
    add(across * Math.cos(turn), across * Math.sin(turn), up, 0.85 + 0.03 * ((side * 7) % 4));
    add(across * Math.cos(turn), across * Math.sin(turn), -up, 0.85);
  }
  return Float64Array.from(planes);
}

/** One crystal of a spray: the first stands upright, the others lean out along a golden spiral. */
function branch(place: number): Float64Array {
  if (place === 0) return prism(0, 0, 0, 0.75);
  const turn = place * 2.399963;
  const far = 0.25 + (0.6 * (place % 7)) / 7;
  const [x, y] = [Math.cos(turn), Math.sin(turn)];
  return prism(0.5 * x, 0.5 * y, -0.2 + 0.3 * far, 0.24 + 0.15 * far, [1.1 * x, 1.1 * y]);
}

function box(x: number, y: number, z: number, a: number, b: number, c: number): Float64Array {
  return Float64Array.of(
    1,
    0,
    0,
    x + a,
    -1,
    0,
    0,
    a - x,
    0,
    1,
    0,
    y + b,
    0,
    -1,
    0,
    b - y,
    0,
    0,
    1,
    z + c,
    0,
    0,
    -1,
    c - z,
  );
}

/** A gem of crystals. Its surface is all of theirs: what lies inside is hidden anyway. */
function gemOf(crystals: readonly Float64Array[], hueDegrees = HUE_DEGREES): GemBody {
  const positions: number[] = [];
  const triangles: number[] = [];
  const facetOfTriangle: number[] = [];
  const facets: { solid: number; halfSpace: number; normal: readonly [number, number, number] }[] = [];
  crystals.forEach((planes, solid) => {
    const { vertices, facets: sides } = intersectHalfSpaces(planes);
    const base = positions.length / 3;
    positions.push(...vertices);
    for (const { loop, halfSpace, normal } of sides) {
      for (let corner = 2; corner < loop.length; corner++) {
        triangles.push(...[0, corner - 1, corner].map((at) => base + (loop[at] ?? NaN)));
        facetOfTriangle.push(facets.length);
      }
      facets.push({ solid, halfSpace, normal });
    }
  });
  const color = { lightness: 0.45, chroma: 0.18, hueDegrees, hueSpreadDegrees: 0 };
  return {
    color: { ...color, linearSrgb: oklchToLinearSrgb(color.lightness, color.chroma, hueDegrees) },
    crystals: crystals.map((halfSpaces) => ({ halfSpaces })),
    mesh: {
      positions: Float32Array.from(positions),
      triangles: Uint32Array.from(triangles),
      facetOfTriangle: Uint32Array.from(facetOfTriangle),
      facets,
    },
  };
}

/** The same with a block upon it that no crystal knows of. */
function withBail(gem: GemBody): GemBody {
  const bail = gemOf([box(0, 0, 0.5, 0.12, 0.12, 0.45)]).mesh;
  const base = gem.mesh.positions.length / 3;
  return {
    ...gem,
    mesh: {
      positions: Float32Array.of(...gem.mesh.positions, ...bail.positions),
      triangles: Uint32Array.of(...gem.mesh.triangles, ...bail.triangles.map((corner) => corner + base)),
      facetOfTriangle: Uint32Array.of(
        ...gem.mesh.facetOfTriangle,
        ...bail.facetOfTriangle.map((facet) => facet + gem.mesh.facets.length),
      ),
      facets: [...gem.mesh.facets, ...bail.facets.map((facet) => ({ ...facet, solid: FABRICATED }))],
    },
  };
}

/** Pale blue particles along x, in the order of time: one second from left to right. */
function lineOfParticles(count: number) {
  const fraction = (value: number): number => value - Math.floor(value);
  return {
    positions: Float32Array.from({ length: 3 * count }, (_, at) => {
      const particle = Math.floor(at / 3);
      if (at % 3 === 0) return (2 * particle) / count - 1;
      return 0.5 * (fraction(particle * (at % 3 === 1 ? 0.7548776662 : 0.569840291)) - 0.5);
    }),
    colors: Float32Array.from({ length: 3 * count }, (_, at) => [0.35, 0.6, 0.95][at % 3] ?? NaN),
  };
}
