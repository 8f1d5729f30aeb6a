import './theme/tokens.css';
import './theme/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { feedLive } from './view/feed_live';
import { followLeader } from './view/follow_leader';
import { makePage } from './view/page';
import { viewFromAddress } from './view/view_address';
import { changeReplay } from './wire/server';

const systemTheme = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
const view = viewFromAddress(window.location.search, window.localStorage, systemTheme);
document.documentElement.dataset.theme = view.theme;

const page = makePage(view, changeReplay);
followLeader(page);
feedLive(page);

const root = document.getElementById('app');
if (root) createRoot(root).render(<App page={page} />);
