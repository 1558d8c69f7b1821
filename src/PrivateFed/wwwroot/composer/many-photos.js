// Offers a draft for each day as soon as there are more photos than suit one post.

import { photoList } from "./form.js";

const offer = document.querySelector("#many");
const update = () => { offer.hidden = photoList.childElementCount <= Number(offer.dataset.most); };

new MutationObserver(update).observe(photoList, { childList: true });
update();
