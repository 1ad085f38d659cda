import { render } from 'preact';
import { Page } from './Page';

const root = document.getElementById('page');
if (root) render(<Page />, root);
