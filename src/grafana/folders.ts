import { objectsIn, textAt } from '../json/json';
import { ask, type Refused } from './ask';

/** A folder of dashboards. */
export interface Folder {
  uid: string;
  title: string;
  /** Titles of those around it, outermost first; Grafana tells of the nearest. */
  within?: string;
}

/** Where dashboards go unless a person says otherwise. The stack's provisioning has the same one. */
export const OWN_FOLDER: Folder = { uid: 'choreoai-observability', title: 'ChoreoAI Observability' };

const MOST = 1000;

/** The folders in which the person may save, nested ones too: at most a thousand. */
export async function editableFolders(closed?: AbortSignal): Promise<Folder[] | Refused> {
  const answer = await ask({ url: `/api/search?type=dash-folder&permission=Edit&limit=${MOST}` }, closed);
  return 'said' in answer
    ? answer
    : objectsIn(answer.body).map((folder) => ({
        uid: textAt(folder, 'uid'),
        title: textAt(folder, 'title'),
        within: textAt(folder, 'folderTitle') || undefined,
      }));
}

/** Sees to it that our folder is there. Of two who create it at once, the second finds it there. */
export async function createOwnFolder(): Promise<Refused | undefined> {
  const answer = await ask({ url: '/api/folders', method: 'POST', data: OWN_FOLDER });
  return 'said' in answer && answer.status !== 409 && answer.status !== 412 ? answer : undefined;
}

/** Whether our folder is there, and holds nothing of any kind. */
export async function isOwnFolderEmpty(): Promise<boolean> {
  const answer = await ask({ url: `/api/folders/${OWN_FOLDER.uid}/counts` });
  return (
    'body' in answer &&
    typeof answer.body === 'object' &&
    answer.body !== null &&
    Object.values(answer.body).every((count) => count === 0)
  );
}

/** Removes our folder, if it is empty still. */
export async function removeOwnFolder(): Promise<Refused | undefined> {
  if (!(await isOwnFolderEmpty())) {
    return { status: 0, said: 'It is not empty any more.' };
  }
  const answer = await ask({ url: `/api/folders/${OWN_FOLDER.uid}`, method: 'DELETE' });
  return 'said' in answer ? answer : undefined;
}
