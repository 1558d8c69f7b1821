// The IndexedDB database of what this device has not delivered yet. Shared by pages and the service worker. Where a browser stores nothing
// (some private windows), every function here rejects, and sending goes on without it.
//
//   photos  { id, author, draft, file, at, hasArrived }   to be uploaded; hasArrived: uploaded, but in no saved draft yet
//   posts   { id, author, at, photos, hasRefusedPhotos, form, outcome }   to be shared, or made into a draft for each day, once their photos
//                                                                         are uploaded; id: of the draft
//   shares  { id, at, words, files }   shared with the house by another app; only the newest is stored

const storeNames = ["photos", "posts", "shares"];
const maxAge = 7 * 24 * 60 * 60 * 1000;
const maxAgeOfShare = 10 * 60 * 1000;

function openDatabase() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("to-send", 3);
    request.onupgradeneeded = () => {
      const database = request.result, existing = [...database.objectStoreNames];
      storeNames.filter(name => !existing.includes(name)).forEach(name => database.createObjectStore(name, { keyPath: "id" }));
      // Up to version 2, posts were in another store and format. Their photos and text are stored elsewhere and stay.
      existing.filter(name => !storeNames.includes(name)).forEach(name => database.deleteObjectStore(name));
    };
    request.onsuccess = () => {
      // Signing out (site/every-page.js) deletes the database, and must not wait for a page that was left open.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}

async function transact(storeName, mode, work) {
  const database = await openDatabase();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(storeName, mode);
      const request = work(transaction.objectStore(storeName));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

const getAll = storeName => transact(storeName, "readonly", store => store.getAll());
const get = (storeName, id) => transact(storeName, "readonly", store => store.get(id));
const put = (storeName, record) => transact(storeName, "readwrite", store => store.put(record));
const remove = (storeName, id) => transact(storeName, "readwrite", store => store.delete(id));

// Records that are too old are deleted before the others are read.
async function getAllRecent(storeName) {
  for (const record of (await getAll(storeName)).filter(one => !isRecent(one))) {
    await remove(storeName, record.id);
  }
  return getAll(storeName);
}

const isRecent = record => Date.now() - record.at < maxAge;

// Photos

export const findPhoto = id => get("photos", id);
export const savePhoto = photo => put("photos", photo);
export const deletePhoto = id => remove("photos", id);

// In the order in which they were added.
export async function photosOf(author) {
  const photos = await getAllRecent("photos");
  return photos.filter(photo => photo.author === author).sort((one, other) => one.at - other.at);
}

export async function deletePhotosOfDraft(draftId) {
  const photos = await getAll("photos");
  await Promise.all(photos.filter(photo => photo.draft === draftId).map(photo => deletePhoto(photo.id)));
}

// Posts

export const pendingPosts = () => getAllRecent("posts");
export const findPost = id => get("posts", id);
export const savePost = post => put("posts", post);
export const deletePost = id => remove("posts", id);

// Shares of other apps

export const saveShare = (words, files) => transact("shares", "readwrite", store => {
  store.clear();
  return store.put({ id: "newest", at: Date.now(), words, files });
});

// Resolves to undefined when there is no share from the last ten minutes.
export async function takeShare() {
  const share = await get("shares", "newest");
  await transact("shares", "readwrite", store => store.clear());
  return share && Date.now() - share.at < maxAgeOfShare ? share : undefined;
}
