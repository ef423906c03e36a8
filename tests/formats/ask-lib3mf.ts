import lib3mf from "@3mfconsortium/lib3mf";

/** What lib3mf, the 3MF Consortium's own implementation, reads from a file in strict mode. */
export interface Lib3mfVerdict {
  readonly warnings: number;
  readonly isMillimetres: boolean;
  /** Objects to build. */
  readonly items: number;
  readonly meshes: readonly Lib3mfMesh[];
  /** Values by `name space|name`, for those without one the name alone. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly hasThumbnail: boolean;
}

/** One mesh of a model as lib3mf has it. */
export interface Lib3mfMesh {
  readonly name: string;
  readonly isManifoldAndOriented: boolean;
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
  /** sRGB of each triangle, or of its object where it says none, as 0xRRGGBBAA; 0 for none. */
  readonly colors: Uint32Array;
}

type Module = Awaited<ReturnType<typeof lib3mf>>;
type Model = ReturnType<InstanceType<Module["CWrapper"]>["CreateModel"]>;
type MeshObject = ReturnType<ReturnType<Model["GetMeshObjects"]>["GetCurrentMeshObject"]>;

let loaded: Promise<Module> | undefined;

/**
 * Lets lib3mf read a file in strict mode and say what it holds.
 *
 * @throws Error in its words when it refuses the file
 */
export async function askLib3mf(bytes: Uint8Array): Promise<Lib3mfVerdict> {
  loaded ??= lib3mf();
  const module = await loaded;
  const model = new module.CWrapper().CreateModel();
  try {
    const reader = model.QueryReader("3mf");
    reader.SetStrictModeActive(true);
    module.FS.writeFile("/judged.3mf", bytes);
    reader.ReadFromFile("/judged.3mf");
    return {
      warnings: reader.GetWarningCount(),
      isMillimetres: model.GetUnit().value === module.eModelUnit.MilliMeter.value,
      items: countItems(model),
      meshes: readMeshes(model),
      metadata: readMetadata(model),
      hasThumbnail: model.HasPackageThumbnailAttachment(),
    };
  } finally {
    module.FS.unlink("/judged.3mf");
    model.delete();
  }
}

function countItems(model: Model): number {
  const items = model.GetBuildItems();
  let count = 0;
  while (items.MoveNext()) count++;
  return count;
}

function readMeshes(model: Model): Lib3mfMesh[] {
  const meshes: Lib3mfMesh[] = [];
  for (const objects = model.GetMeshObjects(); objects.MoveNext(); ) {
    const object = objects.GetCurrentMeshObject();
    meshes.push({
      name: object.GetName(),
      isManifoldAndOriented: object.IsManifoldAndOriented(),
      positions: readPositions(object),
      triangles: readTriangles(object),
      colors: readColors(model, object),
    });
  }
  return meshes;
}

function readPositions(object: MeshObject): Float32Array {
  const positions = new Float32Array(3 * object.GetVertexCount());
  for (let i = 0; i < positions.length; i += 3) {
    const vertex = object.GetVertex(i / 3);
    positions.set([vertex.get_Coordinates0(), vertex.get_Coordinates1(), vertex.get_Coordinates2()], i);
    vertex.delete();
  }
  return positions;
}

function readTriangles(object: MeshObject): Uint32Array {
  const triangles = new Uint32Array(3 * object.GetTriangleCount());
  for (let i = 0; i < triangles.length; i += 3) {
    const triangle = object.GetTriangle(i / 3);
    triangles.set([triangle.get_Indices0(), triangle.get_Indices1(), triangle.get_Indices2()], i);
    triangle.delete();
  }
  return triangles;
}

function readColors(model: Model, object: MeshObject): Uint32Array {
  const known = new Map<string, number>();
  const colorOf = (group: number, property: number): number => {
    const key = `${group} ${property}`;
    let value = known.get(key);
    if (value === undefined) {
      const color = model.GetColorGroupByID(group).GetColor(property);
      const channels = [color.get_Red(), color.get_Green(), color.get_Blue(), color.get_Alpha()];
      value = channels.reduce((sum, channel) => 256 * sum + channel, 0);
      color.delete();
      known.set(key, value);
    }
    return value;
  };
  const own = object.GetObjectLevelProperty();
  return Uint32Array.from({ length: object.GetTriangleCount() }, (_, triangle) => {
    const { Property: properties } = object.GetTriangleProperties(triangle);
    const group = properties.get_ResourceID();
    const property = properties.get_PropertyIDs0();
    properties.delete();
    if (group !== 0) return colorOf(group, property);
    return own.return ? colorOf(own.UniqueResourceID, own.PropertyID) : 0;
  });
}

function readMetadata(model: Model): Record<string, string> {
  const group = model.GetMetaDataGroup();
  return Object.fromEntries(
    Array.from({ length: group.GetMetaDataCount() }, (_, i) => {
      const entry = group.GetMetaData(i);
      const space = entry.GetNameSpace();
      return [space === "" ? entry.GetName() : `${space}|${entry.GetName()}`, entry.GetValue()];
    }),
  );
}
